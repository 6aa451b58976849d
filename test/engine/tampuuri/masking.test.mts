import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
	codeSpellings,
	identityCode,
	secret,
	secretSpellings,
} from '../../unit/errors/spellings.mts';
import { loadPackage, runNode, type NodeTypes } from '../harness/index.mts';
import { runs } from '../../runs.mts';
import { setUpResponder } from './responder.mts';
import { everythingOf, TAMPUURI, WITHOUT_RETRIES } from './setUp.mts';

const responder = setUpResponder();
let nodeTypes: NodeTypes;
beforeAll(async () => {
	nodeTypes = await loadPackage();
});

const credentialOf = (password: string) => ({
	environment: 'own',
	ownAddress: responder.url,
	apiKey: 'AAAA-BBBB-CCCC',
	customerName: 'Esimerkki-isännöinti Oy',
	softwareVersion: 'Integraatio X',
	accountName: 'Tili A',
	username: 'kayttaja',
	password,
	headerEncoding: 'latin1',
	...WITHOUT_RETRIES,
});

const byPath = ({
	path = 'kohteet/hae',
	...changes
}: {
	path?: string;
	[key: string]: unknown;
}) => ({
	resource: 'anyOperation',
	operation: 'call',
	method: 'GET',
	apiOperation: { __rl: true, mode: 'path', value: path },
	...changes,
});

const run = async (parameters: object, password: string) =>
	await runNode(nodeTypes, {
		type: TAMPUURI,
		parameters: parameters as never,
		credentials: { tampuuriApi: credentialOf(password) },
	});

/** Half of a secret or code is as bad as all of it, so every beginning down to this is looked for. */
const SHORTEST_PART = 6;
const NOT_SHOWN = /[\p{Cc}\s]+/gu;

function expectNowhere(everything: string, hidden: string): void {
	const part = hidden.slice(0, Math.max(SHORTEST_PART, Math.ceil(hidden.length / 2)));
	const shown = everything.replace(NOT_SHOWN, ' ');
	expect(shown).not.toContain(part.replace(NOT_SHOWN, ' '));
	expect(shown).not.toContain(JSON.stringify(part).slice(1, -1).replace(NOT_SHOWN, ' '));
}

const spelledSecret = fc
	.tuple(secret, fc.constantFrom(...Object.values(secretSpellings)))
	.filter(([password]) => password.trim().length >= SHORTEST_PART);
const spelledCode = fc
	.tuple(identityCode, fc.constantFrom(...codeSpellings))
	.map(([code, spell]) => spell(code));
const before = fc.nat({ max: 520 }).map((length) => 'x '.repeat(length / 2));

describe('what must not be seen', () => {
	it.each<[string, (text: string) => { status?: number; body: unknown }]>([
		['a message', (text) => ({ status: 500, body: { Message: text } })],
		['a rejected field', (text) => ({ status: 400, body: { ModelState: { [text]: [text] } } })],
		['a text', (text) => ({ status: 400, body: text })],
		['unknown JSON', (text) => ({ status: 400, body: { Virhe: { [text]: [text] } } })],
		['a page', (text) => ({ status: 502, body: `<title>${text.slice(-200)}</title>` })],
		['a response that is not JSON', (text) => ({ status: 200, body: `!${text}` })],
	])('is not in an error, wherever its text is cut: %s', async (_where, replyWith) => {
		await fc.assert(
			fc.asyncProperty(spelledSecret, spelledCode, before, async ([typed, spell], code, start) => {
				const password = typed.trim();
				const echoed = spell(password);
				responder.reply = () => replyWith(`${start}${code} ${echoed} ${code}`);
				const everything = everythingOf(await run(byPath({}), password));
				expectNowhere(everything, echoed);
				expectNowhere(everything, code);
			}),
			{ numRuns: runs(25) },
		);
	});

	it('is not in an error about a value of the workflow', async () => {
		await fc.assert(
			fc.asyncProperty(spelledCode, fc.integer({ min: 1, max: 70 }), async (code, length) => {
				const value = `${'y'.repeat(length)} ${code}`;
				for (const parameters of [byPath({ path: value }), byPath({ method: value })]) {
					const outcome = await run(parameters, 'Salasana1');
					expect(outcome.error).toBeDefined();
					const { message, description } = outcome.error as Error & { description?: string };
					expectNowhere(`${message} ${description}`, code);
				}
			}),
			{ numRuns: runs(25) },
		);
	});

	it('is not in a masked output: no value, no key, no name of a file', async () => {
		await fc.assert(
			fc.asyncProperty(spelledCode, identityCode, async (code, other) => {
				fc.pre(code !== other);
				const bare = other.replace('-', '');
				responder.reply = () => ({
					body: [
						{ Nimi: `x${code}_y`, [code]: 1, [other]: { Hetu: bare }, Hetut: [bare, Number(1)] },
					],
				});
				const options = { retries: 0, maskIdentityCodes: true };
				const { json } = await run(byPath({ options }), 'Salasana1');
				const rows = JSON.stringify(json);
				for (const hidden of [code, other, bare]) expect(rows).not.toContain(hidden);
				expect(Object.keys(json[0] ?? {})).toHaveLength(4);

				responder.reply = () => ({
					body: 'PDF',
					headers: {
						'content-type': 'application/pdf',
						'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${code}_sopimus.pdf`)}`,
					},
				});
				const file = await run(byPath({ options, responseFormat: 'file' }), 'Salasana1');
				expect(JSON.stringify(file.outputs)).toContain('_sopimus.pdf');
				expect(JSON.stringify(file.outputs)).not.toContain(JSON.stringify(code).slice(1, -1));
			}),
			{ numRuns: runs(25) },
		);
	});
});
