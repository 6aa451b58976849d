import { copyFileSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expanded, workflowsIn } from '../content/expand.mts';
import { navigation } from '../content/navigation.mts';
import { escaped, projectFolder, textOf } from '../content/repository.mts';
import { labelTables, type Token } from '../content/tables.mts';

/** Where GitHub Pages shows the repository's page. */
const BASE = '/n8n-nodes-tampuuri/';
const REPOSITORY = 'https://github.com/n8n-nodes-tampuuri/n8n-nodes-tampuuri';
const TITLE = 'Tampuuri ja n8n';

const addressOf = (page: string) => (page === 'index' ? '/' : `/${page}`);

/** The part of markdown-it that is used here. */
interface Markdown {
	readonly core: {
		readonly ruler: {
			before(
				other: string,
				name: string,
				rule: (state: { src: string; env: { isForSearch?: boolean } }) => void,
			): void;
			push(name: string, rule: (state: { tokens: Token[] }) => void): void;
		};
	};
	readonly renderer: {
		readonly rules: Record<
			string,
			(tokens: ReadonlyArray<{ readonly content: string }>, index: number) => string
		>;
	};
	render(source: string, environment: object): string;
}

/** Headings' anchors as GitHub gives them, so that the repository's own test of links holds here. */
function anchorOf(heading: string): string {
	return heading
		.trim()
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replace(/\s/g, '-');
}

/** The menu, for those who have scripts off: on a phone the theme's own needs one. */
function menuWithoutScripts(): string {
	const links = navigation.flatMap(({ entries }) =>
		entries.map(({ page, text }) => {
			const file = page === 'index' ? '' : `${page}.html`;
			return `<li><a href="${BASE}${file}">${text}</a></li>`;
		}),
	);
	return `<noscript><nav class="menu-without-scripts" aria-label="Oppaan sivut"><ul>${links.join('')}</ul></nav></noscript>`;
}

function writeFiles({ outDir }: { outDir: string }): void {
	const folder = join(outDir, 'tyonkulut');
	mkdirSync(folder, { recursive: true });
	copyFileSync(join(projectFolder, 'icons/tampuuri.svg'), join(outDir, 'tampuuri.svg'));
	for (const file of globSync('guide/pages/*.md', { cwd: projectFolder })) {
		for (const workflow of workflowsIn(textOf(file))) {
			writeFileSync(join(folder, workflow.file), workflow.text);
		}
	}
}

const search = {
	provider: 'local' as const,
	options: {
		_render: (source: string, environment: object, markdown: Markdown) =>
			markdown.render(source, { ...environment, isForSearch: true }),
		translations: {
			button: { buttonText: 'Hae', buttonAriaLabel: 'Hae oppaasta' },
			modal: {
				displayDetails: 'Näytä yksityiskohdat',
				resetButtonTitle: 'Tyhjennä haku',
				backButtonTitle: 'Sulje haku',
				noResultsText: 'Ei tuloksia haulle',
				footer: {
					selectText: 'valitse',
					selectKeyAriaLabel: 'Enter',
					navigateText: 'siirry',
					navigateUpKeyAriaLabel: 'nuoli ylös',
					navigateDownKeyAriaLabel: 'nuoli alas',
					closeText: 'sulje',
					closeKeyAriaLabel: 'Esc',
				},
			},
		},
	},
};

const themeConfig = {
	search,
	sidebar: navigation.map(({ text, entries }) => ({
		text,
		items: entries.map(({ page, text: name }) => ({ text: name, link: addressOf(page) })),
	})),
	socialLinks: [{ icon: 'github', link: REPOSITORY, ariaLabel: 'Lähdekoodi GitHubissa' }],
	outline: { level: 2, label: 'Tällä sivulla' },
	docFooter: { prev: 'Edellinen', next: 'Seuraava' },
	sidebarMenuLabel: 'Valikko',
	returnToTopLabel: 'Takaisin ylös',
	darkModeSwitchLabel: 'Tumma tila',
	lightModeSwitchTitle: 'Vaihda vaaleaan tilaan',
	darkModeSwitchTitle: 'Vaihda tummaan tilaan',
	skipToContentLabel: 'Siirry sisältöön',
	notFound: {
		title: 'Sivua ei ole',
		quote: 'Tarkista osoite tai hae oppaasta.',
		linkLabel: 'Siirry oppaan alkuun',
		linkText: 'Oppaan alkuun',
	},
	footer: {
		message: 'Opas ja n8n-solmut eivät ole Visman tuotteita. Lisenssi: MIT.',
	},
};

export default {
	lang: 'fi',
	title: TITLE,
	description:
		'Opas isännöitsijälle: yhdistä Tampuuri muihin järjestelmiin n8n:llä, ilman koodausta',
	base: BASE,
	srcDir: 'pages',
	outDir: 'dist',
	cacheDir: 'node_modules/.vitepress',
	head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${BASE}tampuuri.svg` }]],
	markdown: {
		anchor: { slugify: anchorOf },
		languageAlias: { env: 'ini' },
		theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
		config: (markdown: Markdown) => {
			markdown.core.ruler.before('normalize', 'expand', (state) => {
				state.src = expanded(state.src, state.env.isForSearch);
			});
			// The theme's own drops the table's class, for the sake of scrolling sideways.
			delete markdown.renderer.rules.table_open;
			markdown.core.ruler.push('tables', ({ tokens }) => labelTables(tokens));
			// n8n's expressions, {{ … }}, are the page's own templates otherwise.
			markdown.renderer.rules.code_inline = (tokens, index) =>
				`<code v-pre>${escaped(tokens[index]?.content ?? '')}</code>`;
		},
	},
	vue: { template: { transformAssetUrls: { FullPicture: ['src'], img: ['src'] } } },
	vite: { server: { fs: { allow: [projectFolder] } } },
	transformHtml: (code: string) => code.replace('</body>', `${menuWithoutScripts()}</body>`),
	buildEnd: writeFiles,
	themeConfig,
};
