import type { IDataObject } from 'n8n-workflow';

import { Refusal } from '../shared/errors/refusal';
import type { ServiceResponse } from '../shared/api/response';
import { objectionTo, refusalOf, trustWarnings, type Reaction } from '../shared/api/service';
import type { Access } from '../shared/api/credential';
import type { Sent } from './sentOnce';

/** What to do, by the way in which a sign or renew request can end badly. */
export interface RetrievalAdvice {
	/** The request did not leave. */
	notSent: string;
	/** Nobody knows whether it was carried out. */
	unknown: string;
	/** The service said no. */
	refused: string;
}

/** What a sign or renew request came to: the retrieval ID to get the certificate with, or why there is none. */
export function sentOf(reaction: Reaction, access: Access, advice: RetrievalAdvice): Sent {
	if (reaction.outcome === 'notSent') {
		return failed(false, `The service was not reached: ${reaction.reason}`, advice.notSent);
	}
	if (reaction.outcome === 'unclear') {
		const { message, advice: more } = reaction.refusal;
		return failed(true, `Outcome unknown. ${message}`, `${advice.unknown} ${more}`);
	}
	return sentOfResponse(reaction.response, access, advice);
}

function sentOfResponse(response: ServiceResponse, access: Access, advice: RetrievalAdvice): Sent {
	const { retrievalId } = response;
	const objection = objectionTo(response, access);
	if (objection) {
		return retrievalId
			? failed(
					true,
					`${objection.message}. The response names the retrieval ID ${retrievalId}`,
					`${objection.advice} Certificate: Get with that retrieval ID shows whether it is genuine.`,
					retrievalId,
				)
			: failed(
					true,
					`Outcome unknown. ${objection.message}`,
					`${advice.unknown} ${objection.advice}`,
				);
	}
	if (response.status === 'FAIL') {
		return { settled: false, refusal: refusalOf(response.errors, advice.refused) };
	}
	if (!retrievalId) {
		return failed(
			true,
			'The service agreed but gave no retrieval ID',
			"The request was carried out: do not send it again. Ask the Incomes Register's technical support for the retrieval ID.",
		);
	}
	const result = {
		outcome: 'requested',
		retrievalId,
		responseSignature: { ...response.signature },
		warnings: trustWarnings(response.signature, access),
	};
	return { settled: true, result, retrievalId };
}

function failed(settled: boolean, message: string, advice: string, retrievalId?: string): Sent {
	const refusal = new Refusal(message, advice, 'service');
	return { settled, refusal, ...(retrievalId !== undefined && { retrievalId }) };
}

/** The warnings in a result of `sentOf`. */
export function warningsIn({ warnings }: IDataObject): string[] {
	return Array.isArray(warnings) ? warnings.map(String) : [];
}
