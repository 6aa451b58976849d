import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import CopyWorkflow from './CopyWorkflow.vue';
import FullPicture from './FullPicture.vue';
import './style.css';

const theme: Theme = {
	extends: DefaultTheme,
	enhanceApp({ app }) {
		app.component('CopyWorkflow', CopyWorkflow);
		app.component('FullPicture', FullPicture);
	},
};

export default theme;
