import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { packPackage } from '../demo/communityPackage.mts';

/**
 * Runs n8n's own scanner over the source and over the unpacked tarball of a package, as n8n does before
 * it verifies one. Its own command exits 0 on findings; this one does not.
 */
async function scan(packageFolder: string): Promise<boolean> {
	const packed = await packPackage(packageFolder);
	const work = dirname(packed);
	try {
		execFileSync('tar', ['xf', packed, '-C', work]);
		const source = await analyzePackage(packageFolder, SOURCE_FILE_PATTERNS);
		// The patterns of n8n's own command: declarations only mislead its rules on file names.
		const tarball = await analyzePackage(join(work, 'package'), ['**/*.js', 'package.json']);
		for (const [name, result] of Object.entries({ source, tarball })) {
			console.log(`scan of the ${name}: ${result.passed ? 'passed' : 'FAILED'}`);
			if (!result.passed) console.log(result.message ?? '', result.details ?? '');
		}
		return source.passed && tarball.passed;
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

for (const folder of process.argv.slice(2)) {
	console.log(`Package in ${folder}`);
	if (!(await scan(resolve(folder)))) process.exitCode = 1;
}
