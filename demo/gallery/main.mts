/**
 * Serves the ready workflows to n8n's own gallery, for those who run their own n8n:
 *
 *     npm run gallery -- --host 0.0.0.0 --port 4030
 */
import { parseArgs } from 'node:util';
import { Gallery } from './gallery.mts';

const { values } = parseArgs({
	options: {
		host: { type: 'string', default: '127.0.0.1' },
		port: { type: 'string', default: '4030' },
	},
});
const gallery = await Gallery.open({ host: values.host, port: Number(values.port) });
console.log(`
${gallery.templates.length} ready workflows at ${gallery.url}/templates/search

Start n8n with N8N_TEMPLATES_HOST set to the address under which browsers reach this server,
here ${gallery.url} (and without N8N_TEMPLATES_ENABLED=false).

Ctrl-C ends.`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void gallery.close());
