import { jmeterPlan, jmeterProperties } from './jmeter.mts';
import { postmanCollection, postmanEnvironment } from './postman.mts';
import { changesFile, environmentFile, readsFile } from './restClient.mts';
import type { OpenApiDocument } from './types.mts';

function json(value: unknown): string {
	return `${JSON.stringify(value, null, '\t')}\n`;
}

/** The files for other tools, by name, all made from the document. */
export function filesOf(document: OpenApiDocument): Readonly<Record<string, string>> {
	return {
		'tampuuri.openapi.json': json(document),
		'tampuuri.postman_collection.json': json(postmanCollection(document)),
		'tampuuri.postman_environment.json': json(postmanEnvironment(document)),
		'tampuuri-reads.http': readsFile(document),
		'tampuuri-changes.http': changesFile(document),
		'tampuuri.env.example': environmentFile(),
		'tampuuri.jmx': jmeterPlan(document),
		'tampuuri.jmeter.properties': jmeterProperties(),
	};
}
