import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import manifest from '../../../package.json' with { type: 'json' };

const root = join(__dirname, '../../..');

const ALLOWED = [
	/^(package\.json|README\.md|LICENSE)$/,
	/^dist\/(credentials|nodes)\/.+\.(js|d\.ts)$/,
	/^dist\/icons\/[a-z.]+\.svg$/,
	/^dist\/nodes\/\w+\/\w+\.node\.json$/,
	/^dist\/nodes\/\w+\/__schema__\/v1\.[01]\.0(\/\w+\/\w+)?\.json$/,
];

describe('the published package', () => {
	const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--loglevel=silent'], {
		cwd: root,
		encoding: 'utf8',
	});
	const [{ files }] = JSON.parse(packed) as [{ files: Array<{ path: string }> }];
	const paths = files.map(({ path }) => path);

	it('holds nothing but what n8n needs', () => {
		expect(paths.filter((path) => !ALLOWED.some((pattern) => pattern.test(path)))).toEqual([]);
	});

	it('holds every node, credential, icon, codex and licence', () => {
		expect(paths).toEqual(
			expect.arrayContaining([
				...manifest.n8n.nodes,
				...manifest.n8n.credentials,
				...manifest.n8n.nodes.map((node) => node.replace(/\.js$/, '.json')),
				'dist/icons/tampuuri.svg',
				'dist/icons/tampuuri.dark.svg',
				'dist/nodes/Tampuuri/__schema__/v1.0.0/serviceRequest/getAll.json',
				'README.md',
				'LICENSE',
			]),
		);
	});

	it('needs nothing at run time but what n8n ships', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.n8n.strict).toBe(true);
		expect(manifest.license).toBe('MIT');
	});
});
