// What can be done with a partner: try it, send again what failed, change, pause, replace its secret, remove.
import { App, Button } from 'antd';
import type { Partner } from '#contract';
import { useAct } from '../shared/api';
import { useSession } from '../shared/session';
import { ActionMenu } from '../shared/ui';
import { useWords } from '../shared/words';

type Props = { partner: Partner; onEdit: () => void; onSecret: (secret: string) => void };

export function PartnerActions({ partner, onEdit, onSecret }: Props) {
  const { t } = useWords();
  const { may } = useSession();
  const { modal } = App.useApp();
  const pinging = useAct('partners.ping', { done: t('organisation.partners.pinged') });
  const resending = useAct('partners.resend', { done: t('organisation.partners.resent') });
  const changing = useAct('partners.change', { done: t('app.common.saved') });
  const rotating = useAct('partners.rotate', { onDone: ({ secret }) => onSecret(secret) });
  const removing = useAct('partners.remove', { done: t('app.common.saved') });
  const params = { id: partner.id };
  const rotate = () =>
    modal.confirm({
      title: t('organisation.hooks.rotateTitle', { name: partner.name }),
      content: t('organisation.partners.rotateDetail'),
      okText: t('organisation.hooks.rotate'),
      onOk: () => rotating.act({ params }),
    });
  const remove = () =>
    modal.confirm({
      title: t('organisation.partners.removeTitle', { name: partner.name }),
      content: t('organisation.partners.removeDetail'),
      okText: t('organisation.partners.remove'),
      okButtonProps: { danger: true },
      onOk: () => removing.act({ params }),
    });
  return (
    <div className="row tight">
      {may('partner.resend') && partner.failed > 0 && (
        <Button
          size="small"
          loading={resending.acting}
          disabled={partner.paused}
          aria-label={`${t('organisation.partners.resendAll')} ${partner.name}`}
          onClick={() => resending.act({ params })}
        >
          {t('organisation.partners.resendAll')}
        </Button>
      )}
      {may('partner.manage') && (
        <ActionMenu
          label={t('organisation.partners.actionsFor', { name: partner.name })}
          items={[
            {
              key: 'ping',
              label: t('organisation.partners.ping'),
              disabled: partner.paused,
              onClick: () => pinging.act({ params }),
            },
            { key: 'edit', label: t('app.common.edit'), onClick: onEdit },
            {
              key: 'pause',
              label: t(partner.paused ? 'intake.sources.resume' : 'intake.sources.pause'),
              onClick: () => changing.act({ params, body: { paused: !partner.paused } }),
            },
            { key: 'rotate', label: t('organisation.hooks.rotate'), onClick: rotate },
            { key: 'remove', danger: true, label: t('organisation.partners.remove'), onClick: remove },
          ]}
        />
      )}
    </div>
  );
}
