import '@backstage/ui/css/styles.css';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './theme/global.css';
import ReactDOM from 'react-dom/client';
import { app } from './app';
import { installCssVariables } from './theme/css-variables';

installCssVariables(document);

const root = document.getElementById('root');
if (!root) throw new Error('public/index.html has no element "root"');
ReactDOM.createRoot(root).render(app.createRoot());
