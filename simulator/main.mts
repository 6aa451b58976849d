import { parseArgs } from 'node:util';
import type { Account } from './api/accounts.mts';
import { DIALECT_NAMES, dialectOf, type DialectName } from './dialects/index.mts';
import { flood } from './listeners/flood.mts';
import { listenerShape } from './listeners/listener.mts';
import { DEFAULT_PORT, startSimulator, type Simulator } from './start.mts';

const USAGE = `Runs a local Tampuuri.

  --port   port to listen on (default ${DEFAULT_PORT}; when it is taken, the next free one)
  --host   address to listen on (default 127.0.0.1)
  --units  how many units the property register has (default 120)
  --seed   the same seed gives the same data (default 1)

  --dialect  how the API is spelled where we had to guess (default standard):
${DIALECT_NAMES.map((name) => `             ${name}: ${dialectOf(name).description}`).join('\n')}

  --listener  address to register as a listener of all events, including its secret
  --events    how many generated events to send to the listeners
  --rate      how many of them a second (default 50)
`;

const { values } = parseArgs({
	options: {
		port: { type: 'string' },
		host: { type: 'string' },
		units: { type: 'string' },
		seed: { type: 'string' },
		dialect: { type: 'string' },
		listener: { type: 'string' },
		events: { type: 'string' },
		rate: { type: 'string' },
		help: { type: 'boolean' },
	},
});

/** @throws RangeError when the text is not an integer from the minimum up */
function wholeNumber(name: string, text: string, minimum: number): number {
	const number = Number(text);
	if (Number.isInteger(number) && number >= minimum) return number;
	throw new RangeError(`--${name} must be a whole number from ${minimum} up, not "${text}".`);
}

/** @throws RangeError when there is no such dialect */
function knownDialect(text: string): DialectName {
	const name = DIALECT_NAMES.find((one) => one === text);
	if (name !== undefined) return name;
	throw new RangeError(`--dialect must be one of ${DIALECT_NAMES.join(', ')}, not "${text}".`);
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

function greeting({ url, controlUrl, accounts }: Simulator): string {
	return `
Tampuuri simulator (not Visma's service)
  API    ${url}
  Pages  ${controlUrl}
${accounts.map(headerList).join('')}
Try it:
  curl ${url}ilmoitukset/selaa \\
    -H 'Content-Type: application/json' -d '{"Limit":2}' \\
    ${curlHeaders(accounts.at(-1))}

Ctrl-C ends.`;
}

async function run(): Promise<void> {
	const port = wholeNumber('port', values.port ?? String(DEFAULT_PORT), 0);
	const simulator = await startSimulator({
		port,
		units: wholeNumber('units', values.units ?? '120', 1),
		seed: wholeNumber('seed', values.seed ?? '1', 0),
		dialect: knownDialect(values.dialect ?? 'standard'),
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
	console.log(greeting(simulator));
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
