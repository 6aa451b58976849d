import type {
	ListedOperation,
	ModelPage,
	OperationPage,
	PageContent,
	PageField,
	PageFields,
	PageType,
	Sample,
} from '../../dist/nodes/shared/helpSite/pages/types.js';

/** Escapes text as Razor does, which writes non-ASCII characters as numbers. */
export function encoded(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;')
		.replace(/[\u0080-\uffff]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const NO_DOCUMENTATION = 'No documentation available.';

function wholePage(title: string, content: string): string {
	return `<!DOCTYPE html>
<html>
<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${encoded(title)}</title>
    <link href="/v10/api/Areas/HelpPage/HelpPage.css" rel="stylesheet" />
</head>
<body>
    ${content}
</body>
</html>
`;
}

/** The index: a heading and a table for each controller. */
export function renderIndex(operations: readonly ListedOperation[]): string {
	const controllers = [...new Set(operations.map(({ controller }) => controller))];
	const sections = controllers.map((controller) => {
		const rows = operations
			.filter((operation) => operation.controller === controller)
			.map(
				({ method, path, summary, slug }) => `
            <tr>
                <td class="api-name"><a href="/v10/api/Help/Api/${encoded(slug)}">${encoded(`${method} ${path}`)}</a></td>
                <td class="api-documentation">
                        <p>${encoded(summary === '' ? NO_DOCUMENTATION : summary)}</p>
                </td>
            </tr>`,
			);
		return `
    <h2 id="${encoded(controller)}">${encoded(controller)}</h2>
    <table class="help-page-table">
        <thead>
            <tr><th>API</th><th>Description</th></tr>
        </thead>
        <tbody>${rows.join('')}
        </tbody>
    </table>`;
	});
	return wholePage(
		'ASP.NET Web API Help Page',
		`<header class="help-page"><div class="content-wrapper"><div class="float-left">
        <h1>ASP.NET Web API Help Page</h1>
    </div></div></header>
    <div id="body" class="help-page">
    <section class="featured"><h2>Introduction</h2><p>Provide a general description of your APIs here.</p></section>
    <section class="content-wrapper main-content clear-fix">${sections.join('')}
    </section></div>`,
	);
}

function renderType(type: PageType): string {
	switch (type.kind) {
		case 'simple':
			return encoded(type.name);
		case 'model':
			return `<a href="/v10/api/Help/ResourceModel?modelName=${encodeURIComponent(type.name)}">${encoded(type.name)}</a>`;
		case 'collection':
			return `Collection of ${renderType(type.of)}`;
		case 'unread':
			return encoded(type.text);
	}
}

function annotationsOf(field: PageField): string[] {
	const { required, minLength, maxLength, minimum, maximum, defaultValue } = field;
	const lengths =
		minLength !== undefined && maxLength !== undefined
			? [`String length: inclusive between ${minLength} and ${maxLength}`]
			: [
					...(minLength === undefined ? [] : [`Min length: ${minLength}`]),
					...(maxLength === undefined ? [] : [`Max length: ${maxLength}`]),
				];
	const all = [
		...(required ? ['Required'] : []),
		...lengths,
		...(minimum === undefined ? [] : [`Range: inclusive between ${minimum} and ${maximum}`]),
		...(defaultValue === undefined ? [] : [`Default value is ${defaultValue}`]),
	];
	return all.length === 0 ? ['None.'] : all;
}

function renderFields({ fields }: PageFields): string {
	const rows = fields.map(
		(field) => `
                <tr>
                    <td class="parameter-name">${encoded(field.name)}</td>
                    <td class="parameter-documentation">
                            <p>${encoded(field.description)}</p>
                    </td>
                    <td class="parameter-type">
                            ${renderType(field.type)}
                    </td>
                    <td class="parameter-annotations">${annotationsOf(field)
											.map((text) => `\n                                <p>${encoded(text)}</p>`)
											.join('')}
                    </td>
                </tr>`,
	);
	return `
        <table class="help-page-table">
            <thead>
            <tr><th>Name</th><th>Description</th><th>Type</th><th>Additional information</th></tr>
            </thead>
            <tbody>${rows.join('')}
            </tbody>
        </table>`;
}

function renderContent(content: PageContent | undefined): string {
	if (content === undefined) return '<p>None.</p>';
	const { description, type, fields } = content;
	return `<p>${encoded(description)}</p>
            ${renderType(type)}
        ${fields.length === 0 ? '' : renderFields(content)}`;
}

function renderSamples(heading: string, samples: readonly Sample[]): string {
	if (samples.length === 0) return '';
	const all = samples.map(
		({ mediaTypes, text }) => `
        <h4 class="sample-header">${encoded(mediaTypes.join(', '))}</h4>
            <div class="sample-content">
                    <span><b>Sample:</b></span>
                    ${text === undefined ? '<p>Sample not available.</p>' : `<pre class="wrapped">\n${encoded(text)}\n</pre>`}
            </div>`,
	);
	return `
    <h3>${heading}</h3>
    <div>${all.join('')}
    </div>`;
}

/** An operation's page. */
export function renderOperation(page: OperationPage): string {
	const { method, path, summary, uriParameters } = page;
	const name = `${method} ${path}`;
	return wholePage(
		name,
		`<div id="body" class="help-page">
    <section class="featured"><div class="content-wrapper"><p><a href="/v10/api/Help">Help Page Home</a></p></div></section>
    <section class="content-wrapper main-content clear-fix">
<div>
    <h1>${encoded(name)}</h1>
    <p>${encoded(summary === '' ? NO_DOCUMENTATION : summary)}</p>

    <h2>Request Information</h2>

    <h3>URI Parameters</h3>
    ${uriParameters.fields.length === 0 ? '<p>None.</p>' : renderFields(uriParameters)}

    <h3>Body Parameters</h3>
    ${renderContent(page.body)}
    ${renderSamples('Request Formats', page.requestSamples)}

    <h2>Response Information</h2>

    <h3>Resource Description</h3>
    ${renderContent(page.response)}
    ${renderSamples('Response Formats', page.responseSamples)}
</div>
    </section></div>`,
	);
}

/** A model's page. */
export function renderModel(model: ModelPage): string {
	const title = `<h1>${encoded(model.name)}</h1>`;
	switch (model.kind) {
		case 'object':
			return wholePage(
				model.name,
				`${title}\n    <p>${encoded(model.description)}</p>${renderFields(model)}`,
			);
		case 'unread':
			return wholePage(model.name, `${title}\n    <p></p>`);
		case 'enumeration': {
			const rows = model.values.map(
				({ name, value, description }) => `
            <tr>
                <td class="enum-name"><b>${encoded(name)}</b></td>
                <td class="enum-value"><p>${encoded(value)}</p></td>
                <td class="enum-description"><p>${encoded(description)}</p></td>
            </tr>`,
			);
			return wholePage(
				model.name,
				`${title}
    <p>${encoded(model.description)}</p>
    <p>Possible enumeration values:</p>
    <table class="help-page-table">
        <thead><tr><th>Name</th><th>Value</th><th>Description</th></tr></thead>
        <tbody>${rows.join('')}
        </tbody>
    </table>`,
			);
		}
	}
}
