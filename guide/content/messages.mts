import explanations from './messages.json' with { type: 'json' };
import { escaped, textOf } from './repository.mts';

const PAGE = 'docs/TROUBLESHOOTING.md';

/** The sections of the English page that list messages, and their names here. */
const SECTIONS: Readonly<Record<string, string>> = {
	'Connection and credential': 'Yhteys ja tunnukset',
	'Refused by Tampuuri': 'Tampuuri hylkäsi pyynnön',
	'Refused before sending': 'Pysäytetty ennen lähettämistä',
	'Lists of properties, leases and parties': 'Kohteiden, sopimusten ja osapuolten listat',
	'A mirror of lists': 'Listojen kopio',
	'Records with an external reference': 'Tiedot, joilla on ulkoinen viite',
	'Unfinished items': 'Kesken jääneet rivit',
	'Hints at the output': 'Vihjeet tuloksen alla',
	'Drop-down lists and live fields': 'Valintalistat ja ohjesivuilta haettavat kentät',
	'Tampuuri Trigger (webhooks)': 'Tampuuri Trigger (webhookit)',
	'Tampuuri Polling Trigger': 'Tampuuri Polling Trigger (kysely)',
};

/** The Finnish explanations, by the message in English. */
export const explanationOf: Readonly<Record<string, string>> = explanations;

/** A section of the English page, and the messages of its table. */
export interface MessageSection {
	readonly title: string;
	readonly messages: readonly string[];
}

/** The sections of the English page that list messages, in its order. */
export function messageSections(): MessageSection[] {
	return textOf(PAGE)
		.split(/^## /m)
		.slice(1)
		.map((section) => ({
			title: section.split('\n', 1)[0] ?? '',
			messages: [...section.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, message = '']) => message),
		}))
		.filter(({ messages }) => messages.length > 0);
}

function entry(message: string): string {
	const explanation = explanationOf[message];
	if (explanation === undefined) throw new Error(`No Finnish explanation of "${message}"`);
	return `### <span lang="en" v-pre>${escaped(message)}</span>\n\n${explanation}`;
}

/**
 * Every message with its Finnish explanation, a heading each.
 *
 * @throws Error when a message or a section has no Finnish text
 */
export function messagesMarkdown(): string {
	return messageSections()
		.map(({ title, messages }) => {
			const finnish = SECTIONS[title];
			if (finnish === undefined) throw new Error(`No Finnish name of the section "${title}"`);
			return [`## ${finnish}`, ...messages.map(entry)].join('\n\n');
		})
		.join('\n\n');
}
