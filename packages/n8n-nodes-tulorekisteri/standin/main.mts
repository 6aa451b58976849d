import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { StandIn } from './server.mts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '5721' } } });
const packageFolder = dirname(dirname(fileURLToPath(import.meta.url)));
const standIn = await StandIn.start({ packageFolder, port: Number(values.port) });

console.log(`Stand-in certificate service: ${standIn.address}`);
console.log(
	`Second opinions from: ${[...standIn.tools.installed].join(', ') || 'none installed'}, besides xml-crypto`,
);
