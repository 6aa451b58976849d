import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import manifest from '../../../package.json' with { type: 'json' };
import { projectFolder } from '../../../tools/projectFolder.js';
import { expanded } from '../../../guide/content/expand.mts';
import { pageOf, pages } from '../../documentation/pages.mts';

/** Hosts that the documentation may send a reader to. */
const HOSTS = [
	'n8n.io',
	'docs.n8n.io',
	'api.tampuuri.fi',
	'www.visma.fi',
	'help.eemel.com',
	'tuki.hillava.com',
	'www.vero.fi',
	'n8n-nodes-tampuuri.github.io',
];

const PICTURE_LIMIT_BYTES = 120 * 1_024;
/** Pages about one task, on which a reader sees the editor. */
const TASK_PAGES = [
	'ACCOUNT-CHECK',
	'CONNECT',
	'CREATE-ONCE',
	'CRM',
	'DOCUMENTS',
	'FIRST-WORKFLOW',
	'MAINTENANCE',
	'NAMES',
	'POLLING',
	'TRY-SAFELY',
	'WEBHOOKS',
];

/** The pictures that a page of the guide shows for its marks. */
function picturesInGuide(file: string, text: string): string[] {
	if (!file.startsWith('guide/pages/')) return [];
	return [...expanded(text).matchAll(/ src="([^"]+)"/g)].map(([, picture = '']) =>
		join(dirname(file), picture),
	);
}

const REPOSITORY = manifest.homepage.replace(/#.*$/, '');

/** A link from the project's folder in place of this repository's address on its host. */
function linkInRepository(address: string): string {
	const rest = address.slice(REPOSITORY.length);
	const [path = '', anchor] = rest.replace(/^\/(blob|tree)\/main\//, '').split('#');
	if (anchor === undefined) return path;
	const file = /\.\w+$/.test(path) ? path : join(path, 'README.md');
	return anchor === 'readme' ? file : `${file}#${anchor}`;
}

/** Why a link leads nowhere; nothing when it leads somewhere. */
function problemWith(from: string, link: string): string | undefined {
	if (link.startsWith(REPOSITORY)) return problemWith('README.md', linkInRepository(link));
	if (/^https?:/.test(link)) {
		return HOSTS.includes(new URL(link).hostname) ? undefined : 'its host is not on the list';
	}
	const [path = '', anchor] = decodeURIComponent(link).split('#');
	const file = path === '' ? from : normalize(join(dirname(from), path)).replaceAll('\\', '/');
	if (!existsSync(join(projectFolder, file))) return `there is no ${file}`;
	if (anchor === undefined) return undefined;
	const page = pages.find((one) => one.file === file);
	return page?.anchors.includes(anchor) ? undefined : `${file} has no #${anchor}`;
}

describe('the links of', () => {
	it.each(pages.filter(({ links }) => links.length > 0))('$file lead somewhere', (page) => {
		const broken = page.links.flatMap((link) => {
			const problem = problemWith(page.file, link);
			return problem === undefined ? [] : `${link}: ${problem}`;
		});
		expect(broken).toEqual([]);
	});
});

describe('the addresses of documentation in', () => {
	const sources = ['nodes', 'credentials'].flatMap((folder) => [
		`${folder}/**/*.{json,ts}`,
		`packages/*/${folder}/**/*.{json,ts}`,
	]);
	const files = globSync(sources, { cwd: projectFolder });
	const addresses = files.flatMap((file) => {
		const text = readFileSync(join(projectFolder, file), 'utf8');
		const found = text.match(/https:\/\/github\.com\/[^\s"'`)]+/g) ?? [];
		return found.map((address) => ({ file, address }));
	});

	it.each(addresses)('$file lead into this repository ($address)', ({ address }) => {
		expect(address.startsWith(REPOSITORY)).toBe(true);
		expect(problemWith('README.md', address)).toBeUndefined();
	});

	it('every node and credential stand there', () => {
		const named = new Set(addresses.map(({ file }) => file));
		const wanted = files.filter((file) => /\.(node\.json|credentials\.ts)$/.test(file));
		expect(wanted.filter((file) => !named.has(file))).toEqual([]);
	});
});

describe('the pictures of the documentation', () => {
	const pictures = globSync('docs/images/**/*.png', { cwd: projectFolder });

	it('are each shown on a page', () => {
		const shown = pages.flatMap(({ file, text, links }) => [
			...links.map((link) => join(dirname(file), link)),
			...picturesInGuide(file, text),
		]);
		expect(pictures.filter((picture) => !shown.includes(picture))).toEqual([]);
	});

	it('of the editor are small', () => {
		const ofEditor = pictures.filter((picture) => picture.includes('images/editor'));
		const sizes = ofEditor.map((picture) => statSync(join(projectFolder, picture)).size);
		expect(ofEditor.filter((_picture, index) => (sizes[index] ?? 0) > PICTURE_LIMIT_BYTES)).toEqual(
			[],
		);
	});

	it.each(TASK_PAGES)('docs/%s.md shows two', (page) => {
		const shown = pageOf(`docs/${page}.md`).text.match(
			/^!\[.{10,}\]\(images\/(editor|templates)\/.+\)$/gm,
		);
		expect(shown?.length).toBeGreaterThanOrEqual(2);
	});
});

describe('the index of the documentation', () => {
	it('leads to every page', () => {
		const index = pages.find(({ file }) => file === 'docs/README.md');
		const linked = index?.links.map((link) => `docs/${link.replace(/#.*$/, '')}`);
		const all = pages.map(({ file }) => file).filter((file) => file.startsWith('docs/'));
		expect(all.filter((file) => file !== index?.file && !linked?.includes(file))).toEqual([]);
	});
});
