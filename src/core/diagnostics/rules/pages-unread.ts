import type { Rule, SidecarContext } from '../rule.ts';
import { texts } from '../texts.ts';

/** Pages that nobody has ticked as read, once somebody has begun to tick them. */
export const pagesUnread: Rule<SidecarContext> = {
  code: 'pagina-niet-nagekeken',
  check: ({ sidecar, language }) => {
    const read = new Set(sidecar.review?.pages ?? []);
    if (read.size === 0) return [];
    const open = Array.from({ length: sidecar.source.pages }, (_, index) => index + 1).filter(
      (page) => !read.has(page),
    );
    const [first] = open;
    if (first === undefined) return [];
    return [
      {
        path: ['review', 'pages'],
        page: first,
        message: texts[language].pagesUnread(rangesOf(open)),
        fixes: [],
      },
    ];
  },
};

/** "1-3, 7": consecutive pages joined. */
function rangesOf(pages: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last && last[1] === page - 1) last[1] = page;
    else ranges.push([page, page]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
