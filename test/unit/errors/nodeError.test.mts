import { describe, expect, it } from '@jest/globals';
import type { INode } from 'n8n-workflow';
import {
	CallFailed,
	InvalidInput,
	type Failure,
} from '../../../dist/nodes/shared/errors/failure.js';
import { itemError } from '../../../dist/nodes/shared/errors/nodeError.js';
import { serverMessageOf } from '../../../dist/nodes/shared/errors/serverMessage.js';

const node: INode = {
	id: '1',
	name: 'Tampuuri',
	type: 'n8n-nodes-tampuuri.tampuuri',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { tampuuriApi: { id: '1', name: 'Tampuuri (Mäntylä)' } },
};

const errorOf = (failure: Failure, access: 'read' | 'write' = 'read') =>
	itemError(
		node,
		new CallFailed({ method: 'POST', path: 'ilmoitukset/lisaa', access }, failure),
		3,
		['Salasana1'],
	);

const refused = (status: number, text: string): Failure => ({
	kind: 'refused',
	status,
	said: serverMessageOf(text),
});

describe('the error of a failed call', () => {
	it("says the server's message, its field lines, method and path, the item and what to do", () => {
		const error = errorOf(
			refused(
				400,
				JSON.stringify({
					Message: 'The request is invalid.',
					ModelState: { 'request.Otsikko': ['The Otsikko field is required.', 'Too short.'] },
				}),
			),
		);
		expect(error.message).toBe('Tampuuri rejected the values: The request is invalid. [item 3]');
		expect(error.description?.split('\n')).toEqual([
			'request.Otsikko: The Otsikko field is required.',
			'request.Otsikko: Too short.',
			'POST ilmoitukset/lisaa returned 400.',
			'Correct the fields listed above and run again.',
		]);
		expect(error).toMatchObject({ httpCode: '400' });
		expect(error.context.itemIndex).toBe(3);
	});

	it.each([
		[401, /^Tampuuri rejected the API key, user name or password/],
		[403, /^Tampuuri denied access/],
	])('names the credential, not the account in it, at %i', (status, message) => {
		const error = errorOf(refused(status, '{"Message":"Ei oikeutta"}'));
		expect(error.message).toMatch(message);
		expect(error.description).toContain(
			'the account entered in the credential "Tampuuri (Mäntylä)"',
		);
		expect(error).toMatchObject({ failure: { cause: 'credential-invalid' } });
	});

	it("doesn't show an account that the credential is named after", () => {
		const named = { ...node, credentials: { tampuuriApi: { id: '1', name: 'Kohde Salasana1' } } };
		const failed = new CallFailed(
			{ method: 'GET', path: 'kohteet/1', access: 'read' },
			refused(403, ''),
		);
		expect(itemError(named, failed, 0, ['Salasana1']).description).toContain('"Kohde •••"');
	});

	it('blames neither the user nor the credential when a web page refuses', () => {
		const error = errorOf({
			...refused(403, '<html><title>Forbidden</title></html>'),
			webPage: true,
		} as Failure);
		expect(error.message).toBe("Access was denied, but not by Tampuuri's API: Forbidden [item 3]");
		expect(error.description).toContain('a proxy, firewall or API gateway');
		expect(error).toMatchObject({ failure: { cause: 'configuration-invalid' } });
	});

	it('keeps a message that holds what n8n takes for an error code', () => {
		expect(
			errorOf(refused(409, '{"Message":"EPERM ENOENT approvePermissions"}')).message,
		).toContain('EPERM ENOENT approvePermissions');
	});

	it('shows neither secrets nor identity codes', () => {
		const error = errorOf(
			refused(500, '{"Message":"Salasana1 for 010180-923A","ModelState":{"a":["Salasana1"]}}'),
		);
		expect(JSON.stringify([error.message, error.description, error])).not.toMatch(
			/Salasana1|010180-923A/,
		);
	});

	it('quotes the beginning of an unreadable response: first masked, then cut', () => {
		const text = `<html>\n  <title>Login</title>\n${'x'.repeat(160)} Salasana1 010180-923A THE END`;
		const { message, description } = errorOf({
			kind: 'unreadable',
			status: 203,
			wanted: 'a list',
			text,
		});
		expect(message).toBe("Tampuuri's response is not a list [item 3]");
		expect(description).toContain(
			`The response begins with: <html> <title>Login</title> ${'x'.repeat(160)} ••• *`,
		);
		expect(description).not.toMatch(/Salas|010180|END/);
	});

	it('says that an unreadable response was empty', () => {
		const failure: Failure = { kind: 'unreadable', status: 200, wanted: 'a list', text: ' ' };
		expect(errorOf(failure).description).toContain('The response begins with: (nothing)');
	});

	it.each<[Failure, boolean]>([
		[refused(500, ''), true],
		[refused(503, ''), true],
		[refused(400, ''), false],
		[{ kind: 'unreachable', code: 'ECONNRESET', sent: 'unknown' }, true],
		[{ kind: 'unreadable', status: 200, wanted: 'valid JSON', text: '<html>' }, true],
		[{ kind: 'redirected', status: 302, host: 'x' }, false],
	])('says of a write when its outcome is unknown: %p', (failure, unknown) => {
		const description = errorOf(failure, 'write').description ?? '';
		expect(description.includes('outcome is unknown')).toBe(unknown);
		expect(errorOf(failure, 'read').description).not.toContain('outcome is unknown');
	});

	it('says that nothing was changed when no connection was made', () => {
		const failure: Failure = { kind: 'unreachable', code: 'ECONNREFUSED', sent: 'no' };
		expect(errorOf(failure, 'write').description).toContain('Nothing was changed.');
	});
});

describe('the words of a refusing answer', () => {
	it.each([
		['{"Message":"Ei löydy"}', 'Ei löydy'],
		['{"message":"lower case"}', 'lower case'],
		['{"Message":"","ExceptionMessage":"Object reference"}', 'Object reference'],
		['"a JSON string"', 'a JSON string'],
		[' plain text ', 'plain text'],
		['<html><head><title>502 Bad Gateway</title></head></html>', '502 Bad Gateway'],
		['<div>no title</div>', 'a web page instead of data'],
		['{"Virhe":1}', '{"Virhe":1}'],
		['null', ''],
		['', ''],
	])('are read from %p', (text, message) => {
		expect(serverMessageOf(text)).toEqual({ message, fields: [] });
	});

	it('are put on one line and kept short in the error, masked before', () => {
		const start = 'x\r\n'.repeat(245);
		const { message } = errorOf(refused(400, `${start} Salasana1 010180-923A ${start}`));
		expect(message).toContain(`${'x '.repeat(245)}••• ***`);
		expect(message.length).toBeLessThan(560);
	});

	it('are cut in what a value quotes, masked before', () => {
		const quoted = new InvalidInput(
			`Rent is not a number: "${'y'.repeat(35)} Salasana1"`,
			'Advice',
		);
		expect(itemError(node, quoted, 3, ['Salasana1']).message).toBe(
			`Rent is not a number: "${'y'.repeat(35)} •••" [item 3]`,
		);
		const long = new InvalidInput(`Rent is not a number: "${'y'.repeat(50)}"`, 'Advice');
		expect(itemError(node, long, 3, []).message).toBe(
			`Rent is not a number: "${'y'.repeat(40)}…" [item 3]`,
		);
	});
});
