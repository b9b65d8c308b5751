// Whom we tell what happens: partners, whether they can be reached, and below them what each was told.
import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { Partner } from '#contract';
import { useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Ago, Answered, EmptyState, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { ShowOnce } from '../shared/ui/ShowOnce';
import { useWords } from '../shared/words';
import { Deliveries } from './Deliveries';
import { EditPartner } from './EditPartner';
import { Head } from './Head';
import { EarlierUntil } from './Hooks';
import { PartnerActions } from './PartnerActions';
import { SigningGuide } from './SigningGuide';

export function Partners() {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('partners.list', {}, { every: 15_000 });
  const [editing, setEditing] = useState<Partner | 'new' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const mayManage = may('partner.manage');
  const add = mayManage && (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t('organisation.partners.add')}
    </Button>
  );
  return (
    <>
      <Head actions={add} />
      <p className="quiet">{t('organisation.partners.intro')}</p>
      <Answered of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t('organisation.partners.empty')}
              next={t('organisation.partners.emptyNext')}
              action={add}
            />
          ) : (
            <>
              <List partners={items} onEdit={setEditing} onSecret={setSecret} />
              <div style={{ marginTop: 16 }}>
                <Deliveries partners={items} />
              </div>
            </>
          )
        }
      </Answered>
      <SigningGuide way="out" />
      {editing && (
        <EditPartner
          partner={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSecret={setSecret}
        />
      )}
      {secret !== null && (
        <ShowOnce
          secret={secret}
          title={t('organisation.partners.once')}
          detail={t('organisation.partners.onceDetail')}
          onKept={() => setSecret(null)}
        />
      )}
    </>
  );
}

type ListProps = {
  partners: Partner[];
  onEdit: (partner: Partner) => void;
  onSecret: (secret: string) => void;
};
function List({ partners, onEdit, onSecret }: ListProps) {
  const { t, name } = useWords();
  const columns: TableColumnsType<Partner> = [
    {
      title: t('organisation.partners.name'),
      dataIndex: 'name',
      render: (_, partner) => (
        <div style={{ minWidth: 0 }}>
          <strong>{partner.name}</strong> <span className="quiet">{name('partnerKind', partner.kind)}</span>
          <div className="quiet ellipsis" title={partner.url} style={{ maxWidth: 280 }}>
            {partner.url}
          </div>
        </div>
      ),
    },
    {
      title: t('organisation.partners.kinds'),
      dataIndex: 'kinds',
      render: (kinds: Partner['kinds']) => kinds.map((kind) => name('fact', kind)).join(' · '),
    },
    {
      title: t('organisation.partners.state'),
      key: 'state',
      render: (_, partner) => <Reached partner={partner} />,
    },
    {
      title: t('organisation.partners.last'),
      dataIndex: 'lastDeliveredAt',
      render: (at: string | null) =>
        at ? <Ago at={at} /> : <span className="quiet">{t('organisation.partners.never')}</span>,
    },
    {
      title: t('app.common.actions'),
      key: 'actions',
      render: (_, partner) => (
        <PartnerActions partner={partner} onEdit={() => onEdit(partner)} onSecret={onSecret} />
      ),
    },
  ];
  return <ListTable items={partners} columns={columns} width={900} />;
}

function Reached({ partner }: { partner: Partner }) {
  const { t } = useWords();
  const { paused, failed, waiting, earlierUntil } = partner;
  const tone = paused ? 'plain' : failed > 0 ? 'bad' : waiting > 0 ? 'warn' : 'good';
  const word = paused ? 'paused' : failed > 0 ? 'failed' : waiting > 0 ? 'waiting' : 'reached';
  return (
    <div>
      <StateTag tone={tone}>{t(`organisation.partners.${word}`)}</StateTag>
      {(failed > 0 || waiting > 0) && (
        <span className="quiet"> {t('organisation.partners.counts', { failed, waiting })}</span>
      )}
      <EarlierUntil at={earlierUntil} />
    </div>
  );
}
