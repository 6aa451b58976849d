import { CredentialTestContext } from 'n8n-core';
import {
	UserError,
	type ICredentialDataDecryptedObject,
	type ICredentialTestFunction,
	type INodeCredentialTestResult,
} from 'n8n-workflow';
import { CredentialStore } from './credentialStore.mts';
import { runTestRequest } from './credentialTestRequest.mts';
import { additionalDataFor } from './executionData.mts';
import type { NodeTypes } from './nodeTypes.mts';

/**
 * Tests a credential as n8n's `CredentialsTester` does when it is saved: by the `test` request of its
 * type, or by the function that a node names in `testedBy`.
 */
export async function testCredential(
	nodeTypes: NodeTypes,
	type: string,
	stored: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const credentials = { [type]: stored };
	const additionalData = additionalDataFor(nodeTypes, credentials);
	const store = new CredentialStore(nodeTypes, credentials);
	const reference = { id: type, name: type };
	const data = await store.getDecrypted(additionalData, reference, type, 'internal');
	const decrypted = { ...reference, type, data };

	const { test } = nodeTypes.credentialType(type);
	if (test) return await runTestRequest(nodeTypes, decrypted, test);
	const context = new CredentialTestContext(additionalData);
	return await testFunctionOf(nodeTypes, type).call(context, decrypted);
}

function testFunctionOf(nodeTypes: NodeTypes, type: string): ICredentialTestFunction {
	for (const { description, methods } of nodeTypes.nodesWithCredential(type)) {
		const testedBy = description.credentials?.find(({ name }) => name === type)?.testedBy;
		const test = typeof testedBy === 'string' && methods?.credentialTest?.[testedBy];
		if (test) return test;
	}
	throw new UserError(`The credential type "${type}" has no test`);
}
