import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';
import { WORKFLOW_ID } from './executionData.mts';

/** Puts a file where an earlier node would have put it: into n8n's binary data folder. */
export async function storeFile(
	content: Buffer,
	{ fileName, mimeType }: { fileName: string; mimeType: string },
): Promise<IBinaryData> {
	return await Container.get(BinaryDataService).store(
		{ type: 'execution', workflowId: WORKFLOW_ID, executionId: 'earlier' },
		content,
		{ fileName, mimeType, fileExtension: fileName.split('.').at(-1), data: '' },
	);
}

/** Reads a file that a node has put out. */
export async function readFile(file: IBinaryData): Promise<Buffer> {
	return await Container.get(BinaryDataService).getAsBuffer(file);
}
