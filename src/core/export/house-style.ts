import type { FilesPort } from '../ports/files.ts';
import type { HouseStyle } from '../ports/render.ts';
import { decodeUtf8 } from './utf8.ts';

const FILES = /\.(png|jpe?g|gif|webp|svg|typ)$/i;
const FONTS = /\.(ttf|otf)$/i;

/**
 * The house style whose template is `template` in `folderUri`, with the pictures, Typst files and fonts that lie
 * beside it; undefined when it is not there.
 */
export async function readHouseStyle(
  files: FilesPort,
  folderUri: string,
  template: string,
): Promise<HouseStyle | undefined> {
  const main = files.join(folderUri, template);
  if (!(await files.exists(main))) return undefined;
  const names = (await files.list(folderUri))
    .filter(({ name, directory }) => !directory && name !== template)
    .map(({ name }) => name)
    .sort();
  const read = (name: string): Promise<Uint8Array> => files.read(files.join(folderUri, name));
  const pictures: [string, Uint8Array][] = [];
  for (const name of names.filter((each) => FILES.test(each))) pictures.push([name, await read(name)]);
  const fonts: Uint8Array[] = [];
  for (const name of names.filter((each) => FONTS.test(each))) fonts.push(await read(name));
  return { template: decodeUtf8(await files.read(main)), files: Object.fromEntries(pictures), fonts };
}
