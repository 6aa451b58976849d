const { spawn } = require('node:child_process');
const { mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const { dest, parallel, series, src } = require('gulp');
const { format, resolveConfig } = require('prettier');

const TULOREKISTERI = join(__dirname, 'packages/n8n-nodes-tulorekisteri');
const CATALOGUE = join(__dirname, 'dist/nodes/shared/catalogue');

/** What every package of n8n nodes needs: compiled sources, icons, codex and its own output schemas. */
function packageBuild(folder) {
	const clean = async () => await rm(join(folder, 'dist'), { recursive: true, force: true });
	const compile = () =>
		spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '--project', folder], {
			cwd: folder,
			stdio: 'inherit',
		});
	const copy = (files, target) => () =>
		src(files, { cwd: folder, encoding: false, allowEmpty: true }).pipe(dest(join(folder, target)));
	const assets = parallel(
		copy('icons/*.svg', 'dist/icons'),
		copy('nodes/**/*.node.json', 'dist/nodes'),
		copy('nodes/**/__schema__/**/*.json', 'dist/nodes'),
	);
	return series(clean, compile, assets);
}

/** Output schemas are made of the compiled catalogue, so that a new row brings its own. */
async function schemas() {
	const { outputSchemas } = require('./tools/catalogue/outputSchema.js');
	for (const { path, schema } of outputSchemas(require(join(CATALOGUE, 'index.js')))) {
		const file = join(__dirname, 'dist/nodes/Tampuuri/__schema__/v1.0.0', path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, `${JSON.stringify(schema, null, '\t')}\n`);
	}
}

async function writeIfChanged(file, text) {
	if ((await readFile(file, 'utf8').catch(() => '')) !== text) await writeFile(file, text);
}

/** The reference, the coverage and the README's list of operations are made of it too. */
async function documentation() {
	const { coverage } = require('./tools/docs/coverage.js');
	const { operationsTable } = require('./tools/docs/operationsTable.js');
	const { reference } = require('./tools/docs/reference.js');
	const catalogue = require(join(CATALOGUE, 'index.js'));
	await writeIfChanged(join(__dirname, 'docs/REFERENCE.md'), reference(catalogue));
	await writeIfChanged(join(__dirname, 'docs/COVERAGE.md'), coverage(catalogue));
	const readme = join(__dirname, 'README.md');
	const text = await readFile(readme, 'utf8');
	const made = text.replace(
		/(?<=<!-- operations -->\n)[^]*(?=<!-- \/operations -->)/,
		operationsTable(catalogue),
	);
	await writeIfChanged(readme, made);
}

/** The ready workflows in Finnish are made of the English ones and the texts in tools/templates/finnish. */
async function finnishTemplates() {
	const { finnishTwin } = require('./tools/templates/finnishTwin.js');
	const texts = join(__dirname, 'tools/templates/finnish');
	const twins = join(__dirname, 'templates/fi');
	await mkdir(twins, { recursive: true });
	for (const file of await readdir(texts)) {
		const read = async (folder) => JSON.parse(await readFile(join(folder, file), 'utf8'));
		const twin = finnishTwin(await read(join(__dirname, 'templates')), await read(texts));
		const text = await format(JSON.stringify(twin), {
			...(await resolveConfig(file)),
			filepath: file,
		});
		await writeIfChanged(join(twins, file), text);
	}
}

exports.build = parallel(
	finnishTemplates,
	series(packageBuild(__dirname), parallel(schemas, documentation)),
	packageBuild(TULOREKISTERI),
);
exports.default = exports.build;
