/** Tampuuri has nothing under this address: what is here belongs to the simulator alone. */
export const CONTROL_PREFIX = '/_simulator';

/** A text as it may stand anywhere in a page. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
