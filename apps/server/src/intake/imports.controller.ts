// The doors of imports; the file itself comes in as a stream and is never held in memory.
import { Controller, Req, Res, StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import type { Answer, Input as In } from '#contract';
import { type Asking, type Principal, Requires, Who } from '../platform/access';
import { Refusal } from '../platform/problem';
import { Input, Route } from '../platform/route';
import { ImportService } from './import.service';
import { ImportPreviewService } from './import-preview.service';
import { RefusedRowsService } from './refused-rows.service';

@Controller()
export class ImportsController {
  constructor(
    private readonly imports: ImportService,
    private readonly previews: ImportPreviewService,
    private readonly refused: RefusedRowsService,
  ) {}

  @Route('imports.list')
  @Requires('source.read')
  list(@Input() { query }: In<'imports.list'>, @Who() who: Principal): Promise<Answer<'imports.list'>> {
    return this.imports.list(who, query);
  }

  @Route('imports.upload')
  @Requires('import.run')
  upload(
    @Input() { query }: In<'imports.upload'>,
    @Who() who: Principal,
    @Req() req: Asking,
  ): Promise<Answer<'imports.upload'>> {
    if (req.readableEnded)
      throw new Refusal(
        415,
        'import.not-a-file',
        '请把文件内容原样作为请求体发送（application/octet-stream）。',
        'Send the bytes of the file as they are (application/octet-stream).',
      );
    return this.imports.upload(who, query.name, req);
  }

  @Route('imports.read')
  @Requires('source.read')
  read(@Input() { params }: In<'imports.read'>, @Who() who: Principal): Promise<Answer<'imports.read'>> {
    return this.imports.read(who, params.id);
  }

  @Route('imports.preview')
  @Requires('import.run')
  preview(
    @Input() { params, body }: In<'imports.preview'>,
    @Who() who: Principal,
  ): Promise<Answer<'imports.preview'>> {
    return this.previews.preview(who, params.id, body.mapping);
  }

  @Route('imports.start')
  @Requires('import.run')
  start(
    @Input() { params, body }: In<'imports.start'>,
    @Who() who: Principal,
  ): Promise<Answer<'imports.start'>> {
    return this.imports.start(who, params.id, body.mapping, body.saveAs ?? null);
  }

  @Route('imports.cancel')
  @Requires('import.run')
  cancel(
    @Input() { params }: In<'imports.cancel'>,
    @Who() who: Principal,
  ): Promise<Answer<'imports.cancel'>> {
    return this.imports.cancel(who, params.id);
  }

  @Route('imports.refusals')
  @Requires('source.read')
  refusals(
    @Input() { params, query }: In<'imports.refusals'>,
    @Who() who: Principal,
  ): Promise<Answer<'imports.refusals'>> {
    return this.imports.refusals(who, params.id, query);
  }

  @Route('imports.refused')
  @Requires('import.run')
  async refusedRows(
    @Input() { params }: In<'imports.refused'>,
    @Who() who: Principal,
    @Res({ passthrough: true }) res: Response,
  ): Promise<StreamableFile> {
    const { name, stream } = await this.refused.take(who, params.id);
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader(
      'Content-Disposition',
      `attachment; filename="refused-rows.csv"; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`,
    );
    return new StreamableFile(stream, { type: 'text/csv; charset=utf-8' });
  }
}
