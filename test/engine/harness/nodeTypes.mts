import { LazyPackageDirectoryLoader, PackageDirectoryLoader } from 'n8n-core';
import {
	injectDomainRestrictionFields,
	NodeConnectionTypes,
	NodeHelpers,
	UserError,
	type ICredentialType,
	type IDataObject,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';
import { startServices } from './services.mts';
import { standIns } from './standIns.mts';

/**
 * The node and credential types of loaded packages, answered as n8n's own registry answers its
 * engine: by full name (`n8n-nodes-tampuuri.tampuuri`), tool variants included.
 */
export class NodeTypes implements INodeTypes {
	private readonly packages: ReadonlyMap<string, PackageDirectoryLoader>;

	constructor(loaders: readonly PackageDirectoryLoader[]) {
		this.packages = new Map(loaders.map((loader) => [loader.packageName, loader]));
	}

	getByName(name: string): INodeType | IVersionedNodeType {
		const standIn = standIns[name];
		if (standIn) return standIn;
		const { packageName, typeName } = split(name);
		const loader = this.packages.get(packageName);
		if (!loader) throw new UserError(`The package of node type "${name}" is not loaded`);
		return loader.getNode(typeName).type;
	}

	getByNameAndVersion(name: string, version?: number): INodeType {
		if (!this.isToolVariant(name)) {
			return NodeHelpers.getVersionedNodeType(this.getByName(name), version);
		}
		const node = this.getByName(name.slice(0, -'Tool'.length));
		return toolVariantOf(NodeHelpers.getVersionedNodeType(node, version));
	}

	getKnownTypes(): IDataObject {
		return Object.assign({}, ...[...this.packages.values()].map(({ known }) => known.nodes));
	}

	/** The description of one node as its package declares it, at its newest version. */
	description(name: string): INodeTypeDescription {
		return this.getByNameAndVersion(name).description;
	}

	/** The version that n8n gives to a node newly put on the canvas. */
	newestVersion(name: string): number {
		const { version, defaultVersion } = this.description(name);
		return defaultVersion ?? (Array.isArray(version) ? Math.max(...version) : version);
	}

	credentialType(name: string): ICredentialType {
		for (const loader of this.packages.values()) {
			if (name in loader.known.credentials) return loader.getCredential(name).type;
		}
		throw new UserError(`The credential type "${name}" is in none of the loaded packages`);
	}

	/** The nodes, at their newest version, that can use a credential type. */
	nodesWithCredential(name: string): INodeType[] {
		return [...this.packages.values()].flatMap((loader) =>
			(loader.known.credentials[name]?.supportedNodes ?? []).map((node) =>
				this.getByNameAndVersion(`${loader.packageName}.${node}`),
			),
		);
	}

	/** The fields of a credential type with those that n8n adds for restricting it to domains. */
	credentialProperties(name: string): INodeProperties[] {
		return injectDomainRestrictionFields(this.credentialType(name));
	}

	private isToolVariant(name: string): boolean {
		const { packageName, typeName } = split(name);
		const known = this.packages.get(packageName)?.known.nodes ?? {};
		return typeName.endsWith('Tool') && !(typeName in known);
	}
}

export interface PackageSource {
	/** The folder with the package.json. */
	readonly directory: string;
	/** Only these nodes, each when it is first used: for packages as large as n8n's own. */
	readonly only?: readonly string[];
}

/**
 * Loads a built package with n8n's own loader.
 * @param directory holds the package.json, of which `n8n.nodes` and `n8n.credentials` are read
 * @throws when one of the files named there is missing (the package isn't built) or names no class
 */
export async function loadPackage(directory = process.cwd()): Promise<NodeTypes> {
	return await loadPackages([{ directory }]);
}

/** Loads several packages into one registry. */
export async function loadPackages(sources: readonly PackageSource[]): Promise<NodeTypes> {
	await startServices();
	const loaders = sources.map(({ directory, only }) =>
		only
			? new LazyPackageDirectoryLoader(directory, [], [...only])
			: new PackageDirectoryLoader(directory),
	);
	for (const loader of loaders) await loader.loadAll();
	return new NodeTypes(loaders);
}

function split(name: string): { packageName: string; typeName: string } {
	const dot = name.lastIndexOf('.');
	return { packageName: name.slice(0, dot), typeName: name.slice(dot + 1) };
}

/** n8n derives `<name>Tool` from a node with `usableAsTool`: same code, tool output, a description field. */
function toolVariantOf(node: INodeType): INodeType {
	const { usableAsTool, ...description } = node.description;
	if (!usableAsTool) {
		throw new UserError(`The node "${description.name}" is not usable as a tool`);
	}
	const automatic: INodeProperties = {
		displayName: 'Tool Description',
		name: 'descriptionType',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Set Automatically', value: 'auto' },
			{ name: 'Set Manually', value: 'manual' },
		],
		default: 'auto',
	};
	const manual: INodeProperties = {
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		default: description.description,
		required: true,
		displayOptions: { show: { descriptionType: ['manual'] } },
	};
	const toolDescription: INodeTypeDescription = {
		...description,
		name: `${description.name}Tool`,
		displayName: `${description.displayName} Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties: [automatic, manual, ...description.properties],
	};
	return Object.create(node, { description: { value: toolDescription } });
}
