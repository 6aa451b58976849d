import { basename } from 'node:path';
import { escaped, textOf } from './repository.mts';

const CERTIFICATES = 'packages/n8n-nodes-tulorekisteri/templates/fi';

/** A workflow of the guide: the name of its file there, and its text. */
export interface GuideWorkflow {
	readonly file: string;
	readonly text: string;
}

/**
 * The workflow that an English page shows.
 *
 * @throws Error when the page has none, or several
 */
export function workflowOfPage(page: string): GuideWorkflow {
	const found = [...textOf(page).matchAll(/^```json workflow\n([^]*?)^```$/gm)];
	const [only, ...others] = found.map(([, text = '']) => text);
	if (only === undefined || others.length > 0) throw new Error(`${page} shows no single workflow`);
	return { file: `${basename(page, '.md').toLowerCase()}.json`, text: only };
}

/** A ready workflow, in Finnish. */
export function template(key: string): GuideWorkflow {
	return { file: `${key}.json`, text: textOf(`templates/fi/${key}.json`) };
}

/** A ready workflow, in Finnish, of the package for the Incomes Register. */
export function certificateTemplate(key: string): GuideWorkflow {
	return { file: `tulorekisteri-${key}.json`, text: textOf(`${CERTIFICATES}/${key}.json`) };
}

/** The workflow with its buttons and, folded, its text, as one block of HTML. */
export function workflowBlock({ file, text }: GuideWorkflow): string {
	// A blank line would end the block.
	const code = escaped(JSON.stringify(JSON.parse(text), null, '\t'));
	return [
		`<CopyWorkflow file="${file}"><details><summary>Näytä työnkulku tekstinä</summary>`,
		`<pre v-pre tabindex="0" aria-label="Työnkulku tekstinä"><code>${code}</code></pre>`,
		'</details></CopyWorkflow>',
	].join('\n');
}
