// Why a label is none, in English; the Chinese sentence is what crosses the wire.

export const enNone: Record<string, string> = {
  '无：文中没有可据以判断的词': 'none: no word in it tells',
  '无：没有可读的文字（只有表情、标点、数字或网址）':
    'none: nothing to read in it (emoji, punctuation, figures or an address alone)',
  '无：演练': 'none: a drill',
  '无：纪念': 'none: a commemoration',
  '无：旧事': 'none: an old case told again',
  '无：审判': 'none: a trial of a past case',
  '无：科普': 'none: popular science',
  '无：政策': 'none: a policy text',
  '无：防范提示': 'none: a prevention notice',
  '无：虚构': 'none: fiction',
  '无：比赛': 'none: a match',
  '无：谣言': 'none: a rumour told as one',
  '无：统计': 'none: statistics',
  '无：行情': 'none: market news',
  '无：读来不像已发生事件的报告': 'none: does not read like a report of what happened',
  '无：反映问题或风险，事件尚未发生': 'none: a problem or a risk; nothing has happened yet',
  '无：反映事后的赔偿、认定等问题': 'none: about compensation or findings afterwards',
  '无：未见已经发生的事件': 'none: no event that has happened is told',
  '无：只提到事故，未见发生了什么': 'none: an accident is named, but not what happened',
};
