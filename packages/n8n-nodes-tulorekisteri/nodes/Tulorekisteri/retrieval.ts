import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../shared/errors/refusal';
import type { ServiceResponse } from '../shared/api/response';
import { refusalOf, refuseUntrusted } from '../shared/api/service';

/**
 * The output of a response to a sign or renew request: the retrieval ID to get the certificate with.
 * @param adviceOnFail what to do when the service said no
 * @throws Refusal when it said no, or gave a response that is not trusted or not complete
 */
export function retrievalOf(response: ServiceResponse, adviceOnFail: string): IDataObject {
	const { retrievalId } = response;
	refuseUntrusted(
		response,
		retrievalId
			? `It held the retrieval ID ${retrievalId}: Certificate: Get shows whether it is genuine.`
			: '',
	);
	if (response.status === 'FAIL') throw refusalOf(response.errors, adviceOnFail);
	if (!retrievalId) {
		throw new Refusal(
			'The service agreed but gave no retrieval ID',
			"The request was carried out: do not send it again. Ask the Incomes Register's technical support for the retrieval ID.",
			'service',
		);
	}
	return { outcome: 'requested', retrievalId, responseSignature: { ...response.signature } };
}
