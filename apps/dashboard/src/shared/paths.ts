// The address of every page, in one place: rooms link to one another by these and never import each other.
export const paths = {
  home: '/',
  setup: '/setup',
  signIn: '/sign-in',
  live: '/live',
  intake: '/intake',
  entry: '/intake/entry',
  imports: '/intake/imports',
  import: (id: string) => `/intake/imports/${id}`,
  incidents: '/incidents',
  incident: (id: string) => `/incidents/${id}`,
  bursts: '/bursts',
  rules: '/rules',
  /** A new rule, begun with a name and words. */
  ruleFor: (name: string, words: readonly string[]) =>
    `/rules?${new URLSearchParams([['name', name], ...words.map((word) => ['word', word])])}`,
  messages: '/messages',
  messagesFor: (q: string) => `/messages?q=${encodeURIComponent(q)}`,
  model: '/understanding/model',
  modelOf: (id: string) => `/understanding/model/${id}`,
  message: (id: string) => `/messages/${id}`,
  consultation: (id: string) => `/consultations/${id}`,
  consultationOn: (incidentId: string) => `/consultations/new?incident=${incidentId}`,
  consultationTasks: '/consultation-tasks',
  policyRisks: '/policy-risks',
  policyRisk: (id: string) => `/policy-risks/${id}`,
  duties: '/duties',
  myDuties: '/duties?mine',
  duty: (id: string) => `/duties/${id}`,
  matters: '/duties/matters',
  matter: (id: string) => `/duties/matters/${id}`,
  packs: '/duties/packs',
  pack: (id: string) => `/duties/packs/${id}`,
  calendar: '/duties/calendar',
  changes: '/duties/changes',
  change: (id: string) => `/duties/changes/${id}`,
  forecast: '/duties/forecast',
  hotline: '/duties/hotline',
  standing: '/duties/standing',
  plans: '/duties/plans',
  plan: (id: string) => `/duties/plans/${id}`,
  drills: '/duties/drills',
  drill: (id: string) => `/duties/drills/${id}`,
  orders: '/duties/orders',
  climbs: '/duties/climbs',
  ladder: '/duties/ladder',
  noticeChannels: '/duties/channels',
  notices: '/duties/notices',
  myNotices: '/my-notices',
  order: (id: string) => `/duties/orders/${id}`,
  wall: '/wall',
  releases: '/releases',
  toReview: '/releases?to-review',
  release: (id: string) => `/releases/${id}`,
  draftFor: (incidentId: string) => `/releases/new?incident=${incidentId}`,
  draftForMatter: (matterId: string) => `/releases/new?matter=${matterId}`,
  overview: '/overview',
  ledger: '/ledger',
  ledgerEntry: (seq: number) => `/ledger/${seq}`,
  ledgerOf: (subjectId: string) => `/ledger?subject=${encodeURIComponent(subjectId)}`,
  checkpoints: '/ledger/checkpoints',
  organise: '/organise',
  officers: '/organise/officers',
  roster: '/organise/roster',
  posts: '/organise/posts',
  matrix: '/organise/matrix',
  jurisdictions: '/organise/jurisdictions',
  aliases: '/organise/aliases',
  transfer: '/organise/transfer',
  tokens: '/organise/tokens',
  hooks: '/organise/hooks',
  partners: '/organise/partners',
  publicReleases: '/public/releases',
} as const;

/** Where the subject of an alert or of a fact is shown; null where it has no page of its own. */
export function pathOf(subject: { type: string; id: string }, incidentId?: string | null): string | null {
  switch (subject.type) {
    case 'incident':
      return paths.incident(subject.id);
    case 'clock':
    case 'duty':
      return incidentId ? paths.incident(incidentId) : paths.duty(subject.id);
    case 'matter':
      return paths.matter(subject.id);
    case 'rule-change':
      return paths.change(subject.id);
    case 'plan':
      return paths.plan(subject.id);
    case 'drill':
      return paths.drill(subject.id);
    case 'order':
      return paths.order(subject.id);
    case 'release':
      return paths.release(subject.id);
    case 'message':
      return paths.message(subject.id);
    case 'consultation':
      return paths.consultation(subject.id);
    case 'policy-risk':
      return paths.policyRisk(subject.id);
    case 'model':
      return subject.id === 'shipped' ? paths.model : paths.modelOf(subject.id);
    case 'relabelling':
      return paths.model;
    case 'source':
      return paths.intake;
    case 'import':
      return paths.import(subject.id);
    case 'department':
      return paths.organise;
    case 'desk':
    case 'shift':
    case 'gap':
      return paths.roster;
    case 'matrix':
      return paths.matrix;
    case 'jurisdiction':
      return paths.jurisdictions;
    case 'officer':
      return paths.officers;
    case 'token':
      return paths.tokens;
    case 'hook':
      return paths.hooks;
    case 'burst':
      return paths.bursts;
    case 'rule':
    case 'word-list':
      return paths.rules;
    case 'channel':
    case 'notice-channel':
      return paths.noticeChannels;
    case 'ladder':
      return paths.ladder;
    case 'partner':
      return paths.partners;
    default:
      return incidentId ? paths.incident(incidentId) : null;
  }
}
