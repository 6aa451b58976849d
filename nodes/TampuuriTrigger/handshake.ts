import type { IWebhookFunctions } from 'n8n-workflow';

const LONGEST_ECHO = 256;
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * Answers the check of a new listener: a GET with `echo` wants that value back as the body (guess:
 * GAPS 13), a GET or HEAD without one only an answer.
 */
export function answerHandshake(
	query: unknown,
	response: ReturnType<IWebhookFunctions['getResponseObject']>,
): void {
	const echo: unknown =
		typeof query === 'object' && query !== null && 'echo' in query ? query.echo : undefined;
	response.set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' });
	if (echo === undefined) {
		response.status(200).end();
	} else if (typeof echo === 'string' && echo.length <= LONGEST_ECHO && PRINTABLE.test(echo)) {
		response.status(200).type('text/plain').send(echo);
	} else {
		response.status(400).end();
	}
}
