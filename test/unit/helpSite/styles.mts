import { encoded, renderModel, renderOperation } from '../../../simulator/help/pages.mts';
import { inFinnish } from './finnishPages.mts';
import type {
	ModelPage,
	OperationPage,
	PageContent,
	PageField,
	PageType,
	Sample,
} from '../../../dist/nodes/shared/helpSite/pages/types.js';

/** How a site may show the same page. */
export interface Style {
	readonly name: string;
	readonly operation: (page: OperationPage) => string;
	readonly model: (model: ModelPage) => string;
}

/** White space, quotes and closing tags that HTML lets one leave out, gone. */
function minified(page: string): string {
	const samples: string[] = [];
	const withoutSamples = page.replace(/<pre[^]*?<\/pre>/g, (sample) => {
		samples.push(sample);
		return `@@${samples.length - 1}@@`;
	});
	return withoutSamples
		.replace(/<\/(td|th|tr|p|thead|tbody)>/g, '')
		.replace(/\s+/g, ' ')
		.replace(/> </g, '><')
		.replace(/> /g, '>')
		.replace(/ </g, (space) => space)
		.replace(/="([\w/#-]+)"/g, '=$1')
		.replace(/<\/?(html|head|body)>/g, '')
		.replace(/@@(\d+)@@/g, (_mark, place: string) => samples[Number(place)] ?? '');
}

function restyledType(type: PageType): string {
	switch (type.kind) {
		case 'simple':
			return `<span class='type'>${encoded(type.name)}</span>`;
		case 'model':
			return `<A CLASS='model' TITLE='Malli' HREF='../ResourceModel?lang=fi&amp;modelName=${encodeURIComponent(type.name)}#alku'><b>${encoded(type.name)}</b></A>`;
		case 'collection':
			return `Collection of&nbsp;${restyledType(type.of)}`;
		case 'unread':
			return encoded(type.text);
	}
}

function restyledNotes(field: PageField): string {
	const { required, minLength, maxLength, minimum, maximum, defaultValue } = field;
	const notes = [
		'Tarkista arvo ylläpidosta',
		...(required ? ['Required'] : []),
		...(minLength === undefined ? [] : [`Min length: ${minLength}`]),
		...(maxLength === undefined ? [] : [`Max length: ${maxLength}`]),
		...(minimum === undefined ? [] : [`Range: inclusive between ${minimum} and ${maximum}`]),
		...(defaultValue === undefined ? [] : [`Default value is ${defaultValue}`]),
	];
	return `<ul>${notes.map((note) => `<li>${note}</li>`).join('')}</ul>`;
}

/** Columns in another order, one more of them, classes beside the known ones. */
function restyledTable(fields: readonly PageField[]): string {
	const rows = fields.map(
		(field) => `<TR class=row>
<td class="narrow">★</td>
<td class="col-2 parameter-type">${restyledType(field.type)}</td>
<td class="parameter-name strong"><code>${encoded(field.name)}</code></td>
<td class="parameter-annotations">${restyledNotes(field)}</td>
<td class="parameter-documentation"><div>${encoded(field.description)}</div></td></TR>`,
	);
	return `<div class="scroll"><table class="table table-striped"><thead><tr><th>!</th><th>Tyyppi</th><th>Nimi</th><th>Lisätiedot</th><th>Kuvaus</th></tr></thead>${rows.join('\n')}</table></div>`;
}

function restyledContent(content: PageContent | undefined): string {
	if (content === undefined) return '<div class="empty"><em>None.</em></div>';
	const { description, type, fields } = content;
	const table = fields.length === 0 ? '' : restyledTable(fields);
	return `<p class="lead">${encoded(description)}</p><p>${restyledType(type)}</p>${table}`;
}

function restyledSamples(heading: string, samples: readonly Sample[]): string {
	if (samples.length === 0) return '';
	const all = samples.map(({ mediaTypes, text }) => {
		const shown =
			text === undefined
				? 'Sample not available.'
				: `<pre class="wrapped code"><code>${encoded(text)}</code></pre>`;
		return `<h5 class="sample-header">${mediaTypes.join(', ')}</h5><div class="sample-content">${shown}</div>`;
	});
	return `<h4>${heading}</h4>${all.join('')}`;
}

function restyledOperation(page: OperationPage): string {
	const { method, path, summary, uriParameters } = page;
	const uri = uriParameters.fields;
	return `<!DOCTYPE html><!-- <h1>GET vanha/polku</h1> --><html lang="fi"><head>
<style>td::before { content: "<td class='parameter-name'>" }</style>
<script>document.write("<h1>GET toinen/polku</h1><table>");</script></head>
<body><table role="presentation"><tr><td><h1>Rajapinnan ohje</h1>
<nav><ul><li><a href="/v10/api/Help">Etusivu</a></ul></nav></td></tr><tr><td>
<h1 class='title'><span>${method}</span> ${encoded(path)}</h1>
<p>${encoded(summary)}</p>
<h2>Muutoshistoria</h2><table><tr><th>Name</th><th>Pvm</th></tr><tr><td>Ensimmäinen</td><td>1.1.</td></tr></table>
<h2>Request Information</h2><h4>URI Parameters</h4>
${uri.length === 0 ? '<p>None.</p>' : restyledTable(uri)}
<h4>Body Parameters</h4>${restyledContent(page.body)}
<h4>Huomautukset</h4><p>Katso ohje.</p>
${restyledSamples('Request Formats', page.requestSamples)}
<h2>Response Information</h2><h4>Resource Description</h4>${restyledContent(page.response)}
${restyledSamples('Response Formats', page.responseSamples)}
<h2>Virheet</h2>${restyledTable([])}</td></tr></table></body></html>`;
}

function restyledModel(model: ModelPage): string {
	const head = `<h1>Rajapinnan ohje</h1><h2>${encoded(model.name)}</h2>`;
	if (model.kind === 'unread') return head;
	const description = `<p>${encoded(model.description)}</p>`;
	if (model.kind === 'object') return `${head}${description}${restyledTable(model.fields)}`;
	const rows = model.values.map(
		({ name, value, description: text }) =>
			`<tr><td class="enum-value">${value}<td class="enum-name x">${encoded(name)}<td class="enum-description">${encoded(text)}`,
	);
	return `${head}${description}<table>${rows.join('')}</table>`;
}

/** Headings in words that nobody foresaw, which leaves the layout to go by. */
function headedInSwedish(page: string): string {
	return page
		.replace('<h2>Request Information', '<h2>Begäran')
		.replace('<h3>URI Parameters', '<h3>URI-argument')
		.replace('<h3>Body Parameters', '<h3>Innehåll')
		.replace('<h3>Request Formats', '<h3>Format')
		.replace('<h2>Response Information', '<h2>Svar')
		.replace('<h3>Resource Description', '<h3>Resurs')
		.replace('<h3>Response Formats', '<h3>Format');
}

export const styles: readonly Style[] = [
	{ name: 'stock', operation: renderOperation, model: renderModel },
	{ name: 'restyled', operation: restyledOperation, model: restyledModel },
	...[0, 1].map((translation) => ({
		name: `Finnish (${translation})`,
		operation: (page: OperationPage) => inFinnish(renderOperation(page), translation),
		model: (model: ModelPage) => inFinnish(renderModel(model), translation),
	})),
	{
		name: 'headed in Swedish',
		operation: (page) => headedInSwedish(renderOperation(page)),
		model: renderModel,
	},
	{
		name: 'minified',
		operation: (page) => minified(renderOperation(page)),
		model: (model) => minified(renderModel(model)),
	},
];
