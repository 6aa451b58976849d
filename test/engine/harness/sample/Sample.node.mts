import {
	NodeConnectionTypes,
	NodeOperationError,
	sleep,
	type IBinaryKeyData,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

type Operation = (this: IExecuteFunctions, item: number) => Promise<INodeExecutionData[]>;

const operations: Readonly<Record<string, Operation>> = {
	/** Says a text as many times as told; has nothing to say when the text is "bad". */
	async echo(item) {
		const text = this.getNodeParameter('text', item);
		if (text === 'bad') {
			throw new NodeOperationError(this.getNode(), 'The text is bad', { itemIndex: item });
		}
		const times = this.getNodeParameter('times', item, 1, { ensureType: 'number' }) as number;
		this.addExecutionHints({ message: `Said ${String(text)}` });
		return Array.from({ length: times }, (_, index) => ({ json: { text, index } }));
	},

	/** Calls an address and then waits until the run is stopped. */
	async wait(item) {
		const url = this.getNodeParameter('url', item, '', { ensureType: 'string' }) as string;
		await this.helpers.httpRequest({ url });
		const signal = this.getExecutionCancelSignal();
		while (!signal?.aborted) await sleep(5);
		throw new NodeOperationError(this.getNode(), 'The run was canceled while waiting');
	},

	/** Calls an address with a credential. */
	async call(item) {
		const url = this.getNodeParameter('url', item, '', { ensureType: 'string' }) as string;
		const credential = this.getNodeParameter('credential', item, '', {
			ensureType: 'string',
		}) as string;
		this.logger.info('Calling', { url });
		const json = await this.helpers.httpRequestWithAuthentication.call(this, credential, {
			url,
			json: true,
		});
		return [{ json }];
	},

	/** Turns a file's bytes round. */
	async turn(item) {
		const { fileName, mimeType } = this.helpers.assertBinaryData(item, 'data');
		const content = await this.helpers.getBinaryDataBuffer(item, 'data');
		const data = await this.helpers.prepareBinaryData(
			Buffer.from(content).reverse(),
			`turned-${fileName}`,
			mimeType,
		);
		const binary: IBinaryKeyData = { data };
		return [{ json: { bytes: content.length }, binary }];
	},

	/** Lets a text through once. */
	async once(item) {
		const text = this.getNodeParameter('text', item, '', { ensureType: 'string' }) as string;
		const { new: fresh } = await this.helpers.checkProcessedAndRecord([text], 'node', {
			mode: 'entries',
			maxEntries: 2,
		});
		return fresh.map((value) => ({ json: { value } }));
	},

	/** Tells how it was called. */
	async describeCall(item) {
		const topic = this.getNodeParameter('text', item);
		return [{ json: { topic, asTool: this.isToolExecution(), mode: this.getMode() } }];
	},
};

/** A node that uses what n8n offers to a node, for testing the engine harness itself. */
export class Sample implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sample',
		name: 'sample',
		group: ['transform'],
		version: [1, 2],
		description: 'Uses what n8n offers to a node',
		defaults: { name: 'Sample' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'sampleApi' }, { name: 'sampleGenericApi', testedBy: 'testKey' }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Thing', value: 'thing' }],
				default: 'thing',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['thing'] } },
				options: Object.keys(operations).map((value) => ({
					name: value,
					value,
					action: `Do ${value}`,
				})),
				default: 'echo',
			},
			{ displayName: 'Text', name: 'text', type: 'string', default: 'silence' },
			{ displayName: 'Times', name: 'times', type: 'number', default: 1 },
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Credential', name: 'credential', type: 'string', default: 'sampleApi' },
			{
				displayName: 'Needed',
				name: 'needed',
				type: 'string',
				default: 'given',
				required: true,
			},
		],
	};

	methods = {
		credentialTest: {
			async testKey(
				this: ICredentialTestFunctions,
				{ data }: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return { status: data?.key === '' ? 'Error' : 'OK', message: `Key ${String(data?.key)}` };
			},
		},
		listSearch: {
			async searchTexts(this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
				const { account } = await this.getCredentials<{ account: string }>('sampleApi');
				const name = `${String(this.getCurrentNodeParameter('text'))} of ${account}`;
				return {
					results: [{ name, value: filter ?? '' }],
					paginationToken: `after ${paginationToken}`,
				};
			},
		},
		loadOptions: {
			async getTimes(this: ILoadOptionsFunctions) {
				const times = this.getCurrentNodeParameter('times') as number;
				return [{ name: 'Twice as Many', value: times * 2 }];
			},
		},
		resourceMapping: {
			async getFields(this: ILoadOptionsFunctions) {
				const id = String(this.getCurrentNodeParameter('text'));
				return {
					fields: [{ id, displayName: id, required: false, defaultMatch: false, display: true }],
				};
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const output: INodeExecutionData[] = [];
		for (const item of this.getInputData().keys()) {
			try {
				const name = this.getNodeParameter('operation', item, '', {
					ensureType: 'string',
				}) as string;
				const results = await operations[name]!.call(this, item);
				output.push(...results.map((result) => ({ ...result, pairedItem: { item } })));
			} catch (error) {
				if (!this.continueOnFail() || !(error instanceof NodeOperationError)) throw error;
				output.push({ json: { error: error.message }, error, pairedItem: { item } });
			}
		}
		return [output];
	}
}
