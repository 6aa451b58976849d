import type { IHttpRequestOptions } from 'n8n-workflow';
import { InvalidInput } from '../errors/failure';
import { bytesMentionPlaceholder, mentionsPlaceholder } from './placeholder';
import { isKnownToRead, READS_ONLY } from './access';
import type { ApiRequest } from './request';

/**
 * Refuses what must not be sent, although it could be.
 *
 * @throws InvalidInput when the credential does not allow the call, or the request contains the
 * placeholder of a record that only a preview has made
 */
export function checkBeforeSending(
	{ method, path }: ApiRequest,
	{ url, body }: IHttpRequestOptions,
	readsOnly: boolean,
): void {
	if (readsOnly && !isKnownToRead(method, path)) {
		throw new InvalidInput(READS_ONLY.message, READS_ONLY.advice);
	}
	if (mentionsPlaceholder(url) || (Buffer.isBuffer(body) && bytesMentionPlaceholder(body))) {
		throw new InvalidInput(
			'An ID is the placeholder of a preview: an earlier step only showed that it would create the record',
			'Run the earlier step for real first: turn off its Preview, or give it a credential that allows all calls. Or preview this step too.',
		);
	}
}
