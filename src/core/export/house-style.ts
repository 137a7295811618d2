import type { FilesPort } from '../ports/files.ts';
import type { HouseStyle } from '../ports/render.ts';
import { decodeUtf8 } from './utf8.ts';

/** Folder beside a dossier in which a body keeps its own look. */
export const HOUSE_STYLE_FOLDER = 'huisstijl';

/** The template in it; pictures, other Typst files and fonts lie beside. */
export const HOUSE_STYLE_TEMPLATE = 'besluit.typ';

const FILES = /\.(png|jpe?g|gif|webp|svg|typ)$/i;
const FONTS = /\.(ttf|otf)$/i;

/** The house style in `huisstijl/` beside a dossier; undefined when there is none. */
export async function readHouseStyle(
  files: FilesPort,
  dossierFolderUri: string,
): Promise<HouseStyle | undefined> {
  return readHouseStyleFolder(files, files.join(dossierFolderUri, HOUSE_STYLE_FOLDER), HOUSE_STYLE_TEMPLATE);
}

/** The house style whose template is `template` in `folderUri`; undefined when that is not there. */
export async function readHouseStyleFolder(
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
