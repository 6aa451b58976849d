/**
 * Checks OpenAPI documents, one on each line, with two validators that have no code in common, and
 * prints what each finds. Runs in a process of its own, since both are ES modules.
 */
import { createInterface } from 'node:readline';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';

// It makes its schema once.
const validator = new Validator();
const config = await createConfig({ extends: ['recommended'] });

async function bySchema(document: string): Promise<string[]> {
	const { valid, errors = [] } = await validator.validate(JSON.parse(document));
	return valid ? [] : [JSON.stringify(errors)];
}

async function byRules(document: string): Promise<string[]> {
	const problems = await lintFromString({ source: document, config });
	return problems.map(
		({ severity, ruleId, message, location: [place] }) =>
			`${severity} ${ruleId}: ${message} (${place?.pointer ?? ''})`,
	);
}

for await (const document of createInterface({ input: process.stdin })) {
	const found = { bySchema: await bySchema(document), byRules: await byRules(document) };
	console.log(JSON.stringify(found));
}
