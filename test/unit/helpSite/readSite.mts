/**
 * Reads one of the hostile sites as the editor does and prints how large the result is. Runs in a
 * process of its own, whose memory is bounded.
 */
import { fieldsOfPage } from '../../../dist/nodes/shared/helpSite/fields/fieldsOfPage.js';
import { mapperFields } from '../../../dist/nodes/shared/helpSite/fields/mapperFields.js';
import { HelpSites } from '../../../dist/nodes/shared/helpSite/site.js';
import { HOSTILE_SITES } from './hostileSites.mts';

const pages = HOSTILE_SITES[process.argv[2] ?? ''];
if (pages === undefined) throw new Error('Name a site');
let requests = 0;
const before = process.cpuUsage();
const site = new HelpSites().at(new URL('https://help.test/'), async (path) => {
	requests++;
	const model = /modelName=(.+)/.exec(path)?.[1];
	return model === undefined ? pages.operation : pages.model(model);
});
const { value } = await site.operation({ method: 'POST', path: 'a' });
const fields = mapperFields(await fieldsOfPage(value, site));
const { user, system } = process.cpuUsage(before);
const size = JSON.stringify(fields).length;
console.log(JSON.stringify({ size, requests, seconds: (user + system) / 1e6 }));
