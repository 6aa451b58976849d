import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ApiResponse } from '../../api/request';

const FILE_NAME = /filename\*?=(?:UTF-8'')?"?([^";]+)"?/i;

function nameOf(disposition: string | undefined): string | undefined {
	const name = FILE_NAME.exec(disposition ?? '')?.[1]?.trim();
	if (name === undefined) return undefined;
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}

/** Puts a file that Tampuuri returned into n8n's binary storage, under the field `data`. */
export async function responseFile(
	context: IExecuteFunctions,
	{ headers, bytes = Buffer.alloc(0) }: ApiResponse,
): Promise<{ json: IDataObject; binary: IBinaryKeyData }> {
	const contentType = headers['content-type']?.split(';')[0]?.trim();
	const name = nameOf(headers['content-disposition']);
	const data = await context.helpers.prepareBinaryData(bytes, name, contentType);
	const { fileName, mimeType } = data;
	return { json: { fileName, contentType: mimeType, bytes: bytes.length }, binary: { data } };
}
