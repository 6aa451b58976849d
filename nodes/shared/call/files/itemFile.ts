import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { InvalidInput } from '../../errors/failure';

/** A file of an item. Its name and size are known before its bytes are loaded. */
export interface ItemFile {
	readonly name: string;
	readonly contentType: string;
	/** @throws InvalidInput when it turns out to be empty */
	readonly load: () => Promise<Buffer>;
}

const MEGABYTE = 1024 * 1024;

async function sizeOf(context: IExecuteFunctions, binary: IBinaryData): Promise<number> {
	if (binary.id === undefined) return Math.floor((binary.data.length * 3) / 4);
	return (await context.helpers.getBinaryMetadata(binary.id)).fileSize;
}

function empty(name: string): InvalidInput {
	return new InvalidInput(
		`The file "${name}" is empty`,
		'Tampuuri rejects empty files. Check the step that creates this one.',
	);
}

/**
 * Finds a file of an item through n8n's binary helpers, which work with any storage.
 *
 * @param largest maximum size in megabytes
 * @throws InvalidInput when the file is empty or too large, NodeOperationError when there is none
 */
export async function findFile(
	context: IExecuteFunctions,
	itemIndex: number,
	binaryField: string,
	largest: number,
): Promise<ItemFile> {
	const binary = context.helpers.assertBinaryData(itemIndex, binaryField);
	const name = binary.fileName ?? binaryField;
	const size = await sizeOf(context, binary);
	if (size === 0) throw empty(name);
	if (size > largest * MEGABYTE) {
		throw new InvalidInput(
			`The file "${name}" is too large: ${(size / MEGABYTE).toFixed(1)} MB`,
			`The maximum is ${largest} MB. Use a smaller file, or increase Maximum File Size under Options.`,
		);
	}
	return {
		name,
		contentType: binary.mimeType,
		load: async () => {
			const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, binaryField);
			if (bytes.length === 0) throw empty(name);
			return bytes;
		},
	};
}
