import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ApiResponse } from '../../api/request';
import { fileNameOf } from './fileName';

/** Puts a file that Tampuuri returned into n8n's binary storage, under the field `data`. */
export async function responseFile(
	context: IExecuteFunctions,
	{ headers, bytes = Buffer.alloc(0) }: ApiResponse,
): Promise<{ json: IDataObject; binary: IBinaryKeyData }> {
	const contentType = headers['content-type']?.split(';')[0]?.trim();
	const name = fileNameOf(headers['content-disposition']);
	const data = await context.helpers.prepareBinaryData(bytes, name, contentType);
	const { fileName, mimeType } = data;
	return { json: { fileName, contentType: mimeType, bytes: bytes.length }, binary: { data } };
}
