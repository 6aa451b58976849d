/**
 * Mutation testing of the parts that compute without asking anyone: changes them in one place at a
 * time, and tells which changes no unit test notices.
 *
 *     npm run test:mutation
 *     npm run test:mutation -- --mutate nodes/shared/call/values.ts
 */
export default {
	mutate: [
		'nodes/shared/foreignValues.ts',
		'nodes/shared/call/{dates,response,values}.ts',
		'nodes/shared/call/paging/*.ts',
		'nodes/shared/errors/*.ts',
		'nodes/shared/helpSite/{html,pages}/*.ts',
		'nodes/TampuuriTrigger/notifications/{eventKey,readBundle}.ts',
		'nodes/TampuuriPollingTrigger/{memory,pollingCost}.ts',
	],
	testRunner: 'jest',
	jest: { projectType: 'custom', configFile: 'test/mutation.config.js' },
	coverageAnalysis: 'perTest',
	// A change of what is computed while a module loads would need all of its tests run anew.
	ignoreStatic: true,
	// Tests do not hold on to wording.
	mutator: { excludedMutations: ['StringLiteral'] },
	ignorePatterns: ['coverage', 'dist', 'docs/images'],
	tempDirName: 'coverage/.stryker-tmp',
	cleanTempDir: 'always',
	concurrency: 1,
	// On a busy machine a test takes longer than Stryker's own limit.
	timeoutMS: 20_000,
	reporters: ['clear-text', 'html', 'progress-append-only'],
	clearTextReporter: { logTests: false, allowEmojis: false },
	htmlReporter: { fileName: 'coverage/mutation.html' },
};
