// Why a spelling of an agency means no department that is known, so that a person sees at once what to do with it.
import { withoutFronts, written } from './agency-words';
import type { Words } from './words';

export type AgencyHint = {
  why: Words;
  /** The town or street office that is named and stands nowhere in the tree; null where none is. */
  place: string | null;
};

/** 某某镇人民政府, 某某街道办事处, 某某回族乡政府, with whatever office of it follows. */
const TOWN = /^(\p{Script=Han}{2,6}?(?:镇|乡|街道))(?:人民政府|政府|办事处|党委|党政|便民|社区|办)/u;
const BUSINESS =
  /(公司|集团|银行|供电局|电力局|电信|移动|联通|铁塔|邮政|学院|大学|学校|中学|小学|幼儿园|医院)/;
/** With what the name of an office ends, as a rule. */
const OFFICE = /(局|委|办|厅|院|所|站|队|部|会|科|处|室|心|府|组|庭|社|区|园|联|委会|事务)$/;

const words = (zh: string, en: string): Words => ({ zh, en });

/**
 * Of a spelling for which nothing is proposed. `places`: the names of all jurisdictions in view and above, in full
 * (云溪县); they may stand in front. Never null: where nothing better can be said, that nothing comes near.
 */
export function agencyHint(spelling: string, places: readonly string[]): AgencyHint {
  const text = withoutFronts(written(spelling), places);
  const place = TOWN.exec(text)?.[1] ?? null;
  if (place && !places.includes(place))
    return {
      place,
      why: words(
        `似为“${place}”的单位，辖区里没有它；新增这个辖区后即可认得`,
        `seems to be an office of "${place}", which is not among the jurisdictions; add it and it is known`,
      ),
    };
  if (BUSINESS.test(text))
    return {
      place: null,
      why: words(
        '似为企业、学校或医院；由主管部门答复的选主管部门，否则搁置',
        'seems to be a business, a school or a hospital: choose the department in charge of it, or set it aside',
      ),
    };
  if (text.length <= 4 && !OFFICE.test(text))
    return {
      place: null,
      why: words(
        '不像单位名称，可能是经办人姓名',
        'does not look like an office; perhaps the name of a person',
      ),
    };
  return { place: null, why: words('没有相近的部门', 'no department comes near') };
}
