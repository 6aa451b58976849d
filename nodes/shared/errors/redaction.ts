/** A Finnish personal identity code: DDMMYY, century sign, individual number, check character. */
const IDENTITY_CODE = /\b\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b/gi;

/** Replaces every personal identity code in a text. */
export function withoutIdentityCodes(text: string): string {
	return text.replace(IDENTITY_CODE, '******-****');
}

/** Replaces the given secrets and every personal identity code in a text. */
export function redacted(text: string, secrets: readonly string[]): string {
	const withoutSecrets = secrets.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
	return withoutIdentityCodes(withoutSecrets);
}
