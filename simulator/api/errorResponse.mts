/** Messages by field: `{ "request.Otsikko": ["The Otsikko field is required."] }`. */
export type ModelState = Readonly<Record<string, readonly string[]>>;

/**
 * A response other than a success, thrown wherever the failure is found. The bodies are those of
 * ASP.NET Web API; Tampuuri's own are not documented (EVIDENCE.md#errors).
 */
export class ErrorResponse extends Error {
	override name = 'ErrorResponse';
	readonly status: number;
	/** An object is sent as JSON, a string as HTML. */
	readonly body: object | string;
	readonly headers: Readonly<Record<string, string>>;

	constructor(
		status: number,
		body: object | string,
		headers: Readonly<Record<string, string>> = {},
	) {
		super(`Responded with status ${status}`);
		this.status = status;
		this.body = body;
		this.headers = headers;
	}
}

export function invalid(modelState: ModelState): ErrorResponse {
	return new ErrorResponse(400, { Message: 'The request is invalid.', ModelState: modelState });
}

/** For a reason of Tampuuri's own, in Finnish, the language of its users (assumed: EVIDENCE.md#errors). */
export function badRequest(message: string): ErrorResponse {
	return new ErrorResponse(400, { Message: message });
}

export function notFound(message: string): ErrorResponse {
	return new ErrorResponse(404, { Message: message });
}

export function conflict(message: string): ErrorResponse {
	return new ErrorResponse(409, { Message: message });
}

/** Webinar: a wrong password or key gives 403. */
export function notAuthorized(): ErrorResponse {
	return new ErrorResponse(403, { Message: 'Authorization has been denied for this request.' });
}

export function noSuchResource(address: string): ErrorResponse {
	const [, controller = ''] = /\/v10\/api\/([^/?]*)/i.exec(address) ?? [];
	return new ErrorResponse(404, {
		Message: `No HTTP resource was found that matches the request URI '${address}'.`,
		MessageDetail: `No type was found that matches the controller named '${controller}'.`,
	});
}

export function methodNotSupported(method: string, allowed: readonly string[]): ErrorResponse {
	return new ErrorResponse(
		405,
		{ Message: `The requested resource does not support http method '${method}'.` },
		{ allow: allowed.join(', ') },
	);
}

export function mediaTypeNotSupported(mediaType: string): ErrorResponse {
	return new ErrorResponse(415, {
		Message: `The request entity's media type '${mediaType}' is not supported for this resource.`,
	});
}

/** What http.sys, in front of ASP.NET, sends for a POST with neither a length nor chunks. */
export function lengthRequired(): ErrorResponse {
	return new ErrorResponse(
		411,
		htmlPage(
			'Length Required',
			'HTTP Error 411. The request must be chunked or have a content length.',
		),
	);
}

/** How ASP.NET reports an unhandled exception. */
export function unhandledErrorBody(type: string, message: string): object {
	return {
		Message: 'An error has occurred.',
		ExceptionMessage: message,
		ExceptionType: type,
		StackTrace: '   at Tampuuri.Simulator.Invoke(HttpRequestMessage request)',
	};
}

export function htmlPage(title: string, text: string): string {
	return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
<HTML><HEAD><TITLE>${title}</TITLE>
<META HTTP-EQUIV="Content-Type" Content="text/html; charset=utf-8"></HEAD>
<BODY><h2>${title}</h2>
<hr><p>${text}</p>
</BODY></HTML>
`;
}
