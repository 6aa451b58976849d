import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ofTheEngine = /^(n8n-core|n8n-workflow|@n8n\/di)(\/|$)/;

/**
 * Makes this package, n8n's own nodes and the harness share the engine of one n8n installation: two
 * copies of it in one process would not be the same engine, nor would the ES module form of
 * n8n-workflow beside the CommonJS one that n8n uses. To be called before any of them is imported.
 * @param installation the folder with n8n's `node_modules`
 */
export function useEngineOf(installation: string): void {
	const inside = join(installation, 'node_modules/');
	const insideUrl = pathToFileURL(inside).href;
	const requireInside = createRequire(join(inside, 'package.json'));
	registerHooks({
		resolve(specifier, context, nextResolve) {
			if (!ofTheEngine.test(specifier) || context.parentURL?.startsWith(insideUrl)) {
				return nextResolve(specifier, context);
			}
			const url = pathToFileURL(requireInside.resolve(specifier)).href;
			return { url, format: 'commonjs', shortCircuit: true };
		},
	});
}
