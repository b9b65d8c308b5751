// The public pages: small templates that escape everything by default, one column, no script.
import { createHash } from 'node:crypto';
import { releaseFormNames, shanghaiTime } from '#duty';
import type { PublicEdition } from './public.store';

/** Text that is HTML already; everything else is escaped. */
class Html {
  constructor(readonly text: string) {}
}
type Part = string | number | Html | null | false | readonly Html[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c] ?? c);

export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const filled = strings.map((string, i) => string + written(parts[i] ?? null));
  return new Html(filled.join(''));
}

function written(part: Part): string {
  if (part === null || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return escapeHtml(String(part));
}

const style = `
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #4a4a4a; --line: #c9c9c9; --link: #0b4a94; --notice: #fff3e0; --edge: #9a4a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #f0f0f0; --paper: #161616; --soft: #c4c4c4; --line: #555; --link: #9cc5ff; --notice: #3a2a12; --edge: #ffb866; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 44rem; background: var(--paper); color: var(--ink); font: 1.25rem/1.8 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .2em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
header, footer { color: var(--soft); font-size: 1.05rem; }
header { border-bottom: 1px solid var(--line); padding-bottom: .75rem; margin-bottom: 1.5rem; }
footer { border-top: 1px solid var(--line); padding-top: .75rem; margin-top: 2.5rem; }
h1 { font-size: 1.9rem; line-height: 1.4; margin: 0 0 .5rem; }
h2 { font-size: 1.35rem; line-height: 1.5; margin: 2rem 0 .25rem; }
p { margin: 0 0 1em; }
.soft { color: var(--soft); font-size: 1.05rem; }
.notice { background: var(--notice); border-left: .4rem solid var(--edge); padding: .75rem 1rem; margin: 1.25rem 0; }
.notice p:last-child { margin: 0; }
ol, ul { padding-left: 1.4em; }
.list { list-style: none; padding: 0; }
.list li { border-bottom: 1px solid var(--line); padding: .9rem 0; }
.digest { font: .95rem/1.6 ui-monospace, monospace; }
@media print { body { max-width: none; padding: 0; font-size: 12pt; color: #000; background: #fff; } nav, .screen { display: none; } a { color: inherit; } }
`;
/** No script, no picture, no form: nothing but this page's own style. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const siteName = (place: string | null): string => `${place ?? ''}权威发布`;

const styled = new Html(`<style>${style}</style>`);

function page(place: string | null, title: string | null, main: Html): string {
  const site = siteName(place);
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title ? `${title} · ${site}` : site}</title>
<link rel="alternate" type="application/rss+xml" title="${site}" href="/public/releases.rss">
<link rel="alternate" type="application/atom+xml" title="${site}" href="/public/releases.atom">
<link rel="alternate" type="application/feed+json" title="${site}" href="/public/releases.json">
${styled}
</head>
<body>
<header><a href="/public">${site}</a></header>
<main>
${main}
</main>
<footer>
<p>时间均为北京时间。订阅：<a href="/public/releases.rss">RSS</a>、<a href="/public/releases.atom">Atom</a>、<a href="/public/releases.json">JSON</a></p>
</footer>
</body>
</html>
`.text;
}

const moment = (at: Date): Html =>
  html`<time datetime="${at.toISOString()}">${shanghaiTime(at.toISOString())}</time>`;
const addressOf = ({ id }: Pick<PublicEdition, 'id'>) => `/public/releases/${id}`;
const editionAddress = (edition: PublicEdition) => `${addressOf(edition)}/editions/${edition.edition}`;

/** The list, newest first. `next` is the cursor of the following page. */
export function listPage(
  place: string | null,
  editions: readonly PublicEdition[],
  next: string | null,
  first: boolean,
): string {
  const items = editions.map(
    (e) =>
      html`<li><a href="${addressOf(e)}">${e.title}</a>${e.withdrawnAt ? html`（已撤回）` : null}${
        e.edition > 1 && !e.withdrawnAt ? html`（已更正，第${e.edition}版）` : null
      }<br><span class="soft">${releaseFormNames[e.form].zh} · ${e.by} · ${moment(e.publishedAt)}</span></li>`,
  );
  return page(
    place,
    null,
    html`<h1>${siteName(place)}</h1>
${items.length > 0 ? html`<ul class="list">${items}</ul>` : html`<p>目前没有已发布的内容。</p>`}
<nav>${first ? null : html`<p><a href="/public">回到最新</a></p>`}${
      next ? html`<p><a href="/public?before=${encodeURIComponent(next)}">更早的发布</a></p>` : null
    }</nav>`,
  );
}

/** One edition, and what became of it. `all` are the editions of its release, the newest first. */
export function releasePage(
  place: string | null,
  shown: PublicEdition,
  all: readonly PublicEdition[],
): string {
  const newest = all[0] ?? shown;
  const others = all.filter(({ edition }) => edition !== shown.edition);
  return page(
    place,
    shown.title,
    html`<article>
<h1>${shown.title}</h1>
<p class="soft">${releaseFormNames[shown.form].zh} · ${shown.by} · ${moment(shown.publishedAt)} · ${shown.place}${
      all.length > 1 ? html` · 第${shown.edition}版` : null
    }</p>
${withdrawal(newest)}
${shown.edition === newest.edition ? correction(shown) : superseded(newest)}
${paragraphs(shown.body)}
</article>
${
  others.length > 0
    ? html`<h2>其他版本</h2>
<ul>${others.map(
        (e) =>
          html`<li><a href="${editionAddress(e)}">第${e.edition}版</a>，${moment(e.publishedAt)} 发布${
            e.reason ? html`，更正说明：${e.reason}` : null
          }</li>`,
      )}</ul>`
    : null
}
<h2>发布存证</h2>
<p class="soft">本版标题、正文、发布时间（${shown.publishedAt.toISOString()}）和地点的 SHA-256 摘要，任何人都可以重新计算核对：</p>
<p class="digest">${shown.digest}</p>`,
  );
}

const withdrawal = ({ withdrawnAt, withdrawnReason }: PublicEdition): Html | null =>
  withdrawnAt &&
  html`<div class="notice" role="note"><p><strong>本发布已于 ${moment(withdrawnAt)} 撤回。</strong></p><p>撤回理由：${
    withdrawnReason ?? '未说明'
  }</p><p>以下为撤回前的文本，仅供查证。</p></div>`;

const correction = ({ reason, edition }: PublicEdition): Html | null =>
  edition === 1
    ? null
    : html`<div class="notice" role="note"><p><strong>本版为更正后的文本。</strong></p><p>更正说明：${
        reason ?? '未说明'
      }</p></div>`;

const superseded = (newest: PublicEdition): Html =>
  html`<div class="notice" role="note"><p><strong>这是较早的版本，已被更正。</strong></p><p><a href="${addressOf(
    newest,
  )}">查看最新的第${newest.edition}版</a></p></div>`;

/** The text in paragraphs, a line each. */
export const paragraphs = (body: string): Html =>
  html`${body
    .split(/\n+/)
    .filter((line) => line.trim())
    .map((line) => html`<p>${line}</p>\n`)}`;

export function notFoundPage(place: string | null): string {
  return page(
    place,
    '没有找到',
    html`<h1>没有找到这个页面</h1>
<p>地址可能有误，或者内容尚未公开。<a href="/public">查看全部发布</a></p>`,
  );
}
