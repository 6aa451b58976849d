/** The simulator's own pages. Tampuuri has nothing under this path. */
export const CONTROL_PREFIX = '/_simulator';

/** Escapes text for use anywhere in an HTML page, attribute values included. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
