const { spawn } = require('node:child_process');
const { mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const { dest, parallel, series, src } = require('gulp');

const DIST = join(__dirname, 'dist');

const clean = async () => await rm(DIST, { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '--project', 'tsconfig.json'], {
		cwd: __dirname,
		stdio: 'inherit',
	});

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));

/** Output schemas are made of the compiled catalogue, so that a new row brings its own. */
async function schemas() {
	const { outputSchemas } = require(join(DIST, 'nodes/Tampuuri/catalogue/outputSchema.js'));
	for (const { path, schema } of outputSchemas()) {
		const file = join(DIST, 'nodes/Tampuuri/__schema__/v1.0.0', path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, `${JSON.stringify(schema, null, '\t')}\n`);
	}
}

/** The README's table of operations, made of the compiled catalogue too. */
async function readme() {
	const { operationsTable } = require('./tools/readme/operationsTable.js');
	const { catalogue, offeredBy } = require(join(DIST, 'nodes/Tampuuri/catalogue/index.js'));
	const file = join(__dirname, 'README.md');
	const text = await readFile(file, 'utf8');
	const made = text.replace(
		/(?<=<!-- operations -->\n)[^]*(?=<!-- \/operations -->)/,
		operationsTable(catalogue, offeredBy),
	);
	if (made !== text) await writeFile(file, made);
}

exports.clean = clean;
exports.build = series(clean, compile, parallel(icons, codex, schemas, readme));
exports.default = exports.build;
