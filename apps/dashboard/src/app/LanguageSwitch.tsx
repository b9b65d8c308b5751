// 中 / EN, remembered by the browser.
import { Button } from 'antd';
import { sayIn, useWords } from '../shared/words';

export function LanguageSwitch() {
  const { t, lang } = useWords();
  return (
    <Button
      type="text"
      lang={lang === 'zh' ? 'en' : 'zh-CN'}
      aria-label={t('app.language.switchTo')}
      onClick={() => sayIn(lang === 'zh' ? 'en' : 'zh')}
    >
      {t('app.language.switch')}
    </Button>
  );
}
