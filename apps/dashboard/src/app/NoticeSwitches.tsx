// Sound and desktop notices, on or off with one click and remembered.
import { App, Switch } from 'antd';
import { turnDesktop, turnSound, useNoticeChoice } from '../shared/notices';
import { useWords } from '../shared/words';

export function NoticeSwitches() {
  const { t } = useWords();
  const { message } = App.useApp();
  const { sound, desktop } = useNoticeChoice();
  const onDesktop = async (on: boolean) => {
    if ((await turnDesktop(on)) !== on) void message.warning(t('app.live.desktopDenied'));
  };
  return (
    <div className="row">
      <span className="row tight">
        <Switch
          size="small"
          checked={sound}
          onChange={turnSound}
          aria-label={t(sound ? 'app.live.soundOn' : 'app.live.soundOff')}
        />
        <span aria-hidden="true">{t('app.live.sound')}</span>
      </span>
      <span className="row tight">
        <Switch
          size="small"
          checked={desktop}
          onChange={(on) => void onDesktop(on)}
          aria-label={t(desktop ? 'app.live.desktopOn' : 'app.live.desktopOff')}
        />
        <span aria-hidden="true">{t('app.live.desktop')}</span>
      </span>
    </div>
  );
}
