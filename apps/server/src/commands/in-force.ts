// `wenying classify --in-force`: reads with the model that people put in force in a database, as the server there does.
import { understandingOf } from '#understanding';
import { Database } from '../platform/reading';
import { ModelFiles } from '../understanding/learning/model-files';
import { CommandFault, complain } from './lines';
import { jurisdictionNamed } from './records';
import { classifyLines } from './understand';
import { withServer } from './with-server';

export async function classifyInForce(file: string | undefined, name: string | undefined): Promise<number> {
  return withServer(async (context) => {
    const jurisdiction = await jurisdictionNamed(context.get(Database), name);
    if (!jurisdiction)
      throw new CommandFault('数据库还是空的，没有辖区 / the database is empty: it has no jurisdiction');
    const files = context.get(ModelFiles, { strict: false });
    const model = (await files.filesFor(null, [jurisdiction.id])).get(jurisdiction.id) ?? null;
    const understanding = understandingOf(model);
    complain(`${jurisdiction.name}：模型 / model ${understanding.version}`);
    return classifyLines(file, understanding);
  });
}
