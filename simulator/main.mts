import { parseArgs } from 'node:util';
import type { Account } from './api/accounts.mts';
import { flood } from './listeners/flood.mts';
import { listenerShape } from './listeners/listener.mts';
import { DEFAULT_PORT, startSimulator } from './start.mts';

const USAGE = `Runs a local Tampuuri.

  --port   port to listen on (default ${DEFAULT_PORT}; when it is taken, the next free one)
  --host   address to listen on (default 127.0.0.1)
  --units  how many units the property register holds (default 120)
  --seed   the same seed gives the same data (default 1)

  --listener  address to register as a listener of all events, its secret included
  --events    makes so many events up and sends them to the listeners
  --rate      how many a second (default 50)
`;

const { values } = parseArgs({
	options: {
		port: { type: 'string' },
		host: { type: 'string' },
		units: { type: 'string' },
		seed: { type: 'string' },
		listener: { type: 'string' },
		events: { type: 'string' },
		rate: { type: 'string' },
		help: { type: 'boolean' },
	},
});

/** @throws RangeError when it is no whole number from the minimum up */
function wholeNumber(name: string, text: string, minimum: number): number {
	const number = Number(text);
	if (Number.isInteger(number) && number >= minimum) return number;
	throw new RangeError(`--${name} must be a whole number from ${minimum} up, not "${text}".`);
}

function headerList({ values: { account }, headers }: Account): string {
	const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
	return `\nHeaders of the account "${account}":\n${lines.join('')}`;
}

/** A terminal sends UTF-8 and the API reads Latin-1: the last account's values are ASCII. */
function curlHeaders(account: Account | undefined): string {
	return Object.entries(account?.headers ?? {})
		.map(([name, value]) => `-H '${name}: ${value}'`)
		.join(' \\\n    ');
}

async function run(): Promise<void> {
	const port = wholeNumber('port', values.port ?? String(DEFAULT_PORT), 0);
	const simulator = await startSimulator({
		port,
		units: wholeNumber('units', values.units ?? '120', 1),
		seed: wholeNumber('seed', values.seed ?? '1', 0),
		...(values.host === undefined ? {} : { host: values.host }),
	});
	const ending = new AbortController();
	const end = () => {
		ending.abort();
		void simulator.close();
	};
	process.on('SIGINT', end);
	process.on('SIGTERM', end);
	if (port !== 0 && simulator.port !== port) {
		console.log(`Port ${port} is taken: took ${simulator.port} instead.`);
	}
	console.log(`
Tampuuri simulator (not Visma's service)
  API    ${simulator.url}
  Pages  ${simulator.controlUrl}
${simulator.accounts.map(headerList).join('')}
Try it:
  curl ${simulator.url}ilmoitukset/selaa \\
    -H 'Content-Type: application/json' -d '{"Tila":"avoin","Limit":2}' \\
    ${curlHeaders(simulator.accounts.at(-1))}

Ctrl-C ends.`);
	const { listener, events } = values;
	if (listener !== undefined) simulator.listeners.add(listenerShape.parse({ address: listener }));
	if (events === undefined) return;
	await flood(simulator.listeners, {
		account: simulator.account.values.account,
		count: wholeNumber('events', events, 1),
		rate: wholeNumber('rate', values.rate ?? '50', 1),
		signal: ending.signal,
	});
	if (!ending.signal.aborted) console.log(`Sent ${events} events.`);
}

if (values.help) {
	console.log(USAGE);
} else {
	await run();
}
