/** The pages' style: the tokens of UX.md, light and dark. */
export const STYLE = `
:root{color-scheme:light dark;--page:#F7F8FA;--surface:#FFFFFF;--border:#E3E6EB;--strong:#C9CED6;--text:#14181F;--secondary:#556070;--accent:#1D4ED8;--healthy:#15803D;--failed:#B91C1C;--added:#E8F5EC;--removed:#FCEBEB}
@media (prefers-color-scheme:dark){:root{--page:#0E1116;--surface:#151A21;--border:#262D37;--strong:#3A4452;--text:#E8ECF2;--secondary:#9AA6B6;--accent:#7AA2F7;--healthy:#4ADE80;--failed:#F87171;--added:#12281A;--removed:#331A1D}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:14px/1.5 Inter,"Inter Variable",system-ui,sans-serif;font-variant-numeric:tabular-nums}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
code,pre,.mono{font:13px/20px "JetBrains Mono","JetBrains Mono Variable",ui-monospace,monospace}
.top{background:#171B22;color:#E8ECF2;padding:12px 24px;display:flex;gap:12px;align-items:center}
.top a{color:inherit;display:flex;gap:8px;align-items:center;font-weight:600}
main{max-width:1120px;margin:0 auto;padding:24px}
h1{font-size:20px;margin:0 0 4px;font-weight:600;display:flex;flex-wrap:wrap;gap:8px;align-items:center;overflow-wrap:anywhere}
h2{font-size:16px;margin:24px 0 8px}
.secondary{color:var(--secondary)}
.badge{border:1px solid var(--strong);border-radius:999px;padding:0 8px;font-size:12px;line-height:20px;color:var(--secondary);font-weight:400}
.topic{color:var(--accent)}
nav.tabs{display:flex;gap:16px;border-bottom:1px solid var(--border);margin:16px 0}
nav.tabs a{padding:8px 0;color:var(--secondary)}
nav.tabs a[aria-current]{color:var(--text);box-shadow:0 2px 0 var(--accent)}
.box{background:var(--surface);border:1px solid var(--border);border-radius:6px;overflow:auto;margin:0 0 16px}
.box>header{padding:8px 12px;border-bottom:1px solid var(--border);display:flex;gap:12px;justify-content:space-between;flex-wrap:wrap}
table{border-collapse:collapse;width:100%}
td,th{padding:6px 12px;text-align:left;vertical-align:top;height:34px}
tr+tr td{border-top:1px solid var(--border)}
td.end{text-align:right;white-space:nowrap}
.empty{padding:24px;color:var(--secondary)}
table.code td{padding:0 12px;height:auto;border:0;white-space:pre}
table.code td.number{color:var(--secondary);text-align:right;user-select:none;width:1%}
table.code td.number a{color:inherit}
pre{margin:0;padding:12px;overflow:auto;tab-size:4}
.diff .add{background:var(--added);display:block}.diff .del{background:var(--removed);display:block}
.diff .head{color:var(--secondary);display:block}.diff .line{display:block}
.readme{padding:16px 24px}.readme h1{display:block;font-size:22px;margin:16px 0 8px}
.readme pre{background:var(--page);border:1px solid var(--border);border-radius:6px}
.readme table{width:auto}.readme td,.readme th{border:1px solid var(--border)}.readme img{max-width:100%}
.clone{display:flex;gap:8px;align-items:center;flex-wrap:wrap;margin:0 0 16px}
.clone code{background:var(--surface);border:1px solid var(--border);border-radius:6px;padding:4px 8px;user-select:all;overflow-wrap:anywhere}
.state{font-weight:500}.state.open{color:var(--healthy)}.state.closed{color:var(--failed)}.state.merged{color:var(--accent)}
`;
