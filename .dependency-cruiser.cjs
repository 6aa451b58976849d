/** Which folders may import which (ARCHITECTURE.md). */
const LAYERS = {
	catalogue: [],
	errors: [],
	finder: [],
	api: ['errors'],
	helpSite: ['api', 'errors', 'catalogue'],
	profile: ['helpSite', 'api', 'errors', 'catalogue'],
	call: ['profile', 'helpSite', 'api', 'errors', 'catalogue'],
	names: ['call', 'finder', 'profile', 'api', 'errors', 'catalogue'],
};

const layerRules = Object.entries(LAYERS).map(([layer, below]) => ({
	name: `${layer}-imports-what-is-below`,
	severity: 'error',
	from: { path: `^nodes/shared/${layer}/` },
	to: {
		path: '^nodes/',
		pathNot: [
			'^nodes/shared/foreignValues',
			'^nodes/shared/identityCode',
			...[layer, ...below].map((name) => `^nodes/shared/${name}/`),
		],
	},
}));

module.exports = {
	forbidden: [
		{ name: 'no-cycle-of-files', severity: 'error', from: {}, to: { circular: true } },
		{
			name: 'no-cycle-of-folders',
			severity: 'error',
			scope: 'folder',
			from: {},
			to: { circular: true },
		},
		...layerRules,
		{
			name: 'shared-knows-no-node',
			severity: 'error',
			from: { path: '^nodes/shared/' },
			to: { path: '^nodes/Tampuuri' },
		},
		{
			name: 'nodes-share-only-fields-and-pickers',
			severity: 'error',
			from: { path: '^nodes/(Tampuuri[A-Za-z]*)/' },
			to: {
				path: '^nodes/Tampuuri',
				pathNot: ['^nodes/$1/', '^nodes/Tampuuri/(properties|listSearch)/'],
			},
		},
		{
			name: 'parts-of-a-node-do-not-know-it',
			severity: 'error',
			from: { path: '^nodes/Tampuuri/(properties|listSearch|composites)/' },
			to: { path: '^nodes/Tampuuri/[^/]+$' },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
	},
};
