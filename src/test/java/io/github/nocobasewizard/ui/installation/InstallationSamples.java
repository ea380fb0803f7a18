package io.github.nocobasewizard.ui.installation;

import io.github.nocobasewizard.ui.installation.InstallationModel.Candidate;
import io.github.nocobasewizard.ui.installation.InstallationModel.Check;
import io.github.nocobasewizard.ui.installation.InstallationModel.Fact;
import io.github.nocobasewizard.ui.installation.InstallationModel.Fix;
import io.github.nocobasewizard.ui.installation.InstallationModel.State;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.List;

/// Step 1's states, for pictures.
public final class InstallationSamples {
  private InstallationSamples() {}

  public static InstallationModel ready(Texts texts) {
    var model = new InstallationModel();
    var candidate = candidate(texts, null);
    model.candidates.add(candidate);
    model.chosen.set(candidate);
    boolean zh = zh(texts);
    model.checks.setAll(
        passed(
            zh ? "Docker Desktop 正在运行" : "Docker Desktop is running",
            zh ? "版本 4.52" : "Version 4.52"),
        passed(zh ? "NocoBase 有响应" : "NocoBase answers", zh ? "用时 0.2 秒" : "in 0.2 s"),
        passed(zh ? "可以连接数据库" : "Database can be reached", zh ? "105 个表" : "105 tables"),
        passed(
            zh ? "上传的文件和设置保存在安全的位置" : "Uploads and settings are stored in a safe place",
            zh ? "storage 文件夹" : "storage folder"),
        passed(zh ? "配置文件可以读取和修改" : "Setup file can be read and changed", "docker-compose.yml"),
        passed(
            zh ? "可用空间充足" : "Enough free space",
            zh ? "可用 48 GB，需要 2 GB" : "48 GB free, 2 GB needed"),
        passed(zh ? "可以获取版本列表" : "List of versions can be reached", "Docker Hub"),
        passed(zh ? "没有正在进行或未完成的升级" : "No other upgrade is running or unfinished", ""));
    return model;
  }

  public static InstallationModel checking(Texts texts) {
    var model = ready(texts);
    model.checking.set(true);
    for (int i = 3; i < 8; i++) {
      var check = model.checks.get(i);
      model.checks.set(i, new Check(i < 5 ? State.CHECKING : State.WAITING, check.title(), ""));
    }
    return model;
  }

  public static InstallationModel several(Texts texts) {
    var model = ready(texts);
    boolean zh = zh(texts);
    var first =
        candidate(
            texts,
            zh
                ? "文件中写的是 2.2.0，正在运行的是 2.1.18。重新启动后才会使用文件中的版本。"
                : "The file says 2.2.0, but 2.1.18 is running. The next start would switch"
                    + " versions.");
    model.candidates.setAll(
        first,
        new Candidate(
            "customer-administration-production",
            "C:\\Users\\Anna Katharina"
                + " Müller\\Documents\\Company\\Applications\\NocoBase\\customer-administration-production",
            false,
            List.of(),
            null),
        new Candidate("test", "D:\\test", true, List.of(), null));
    model.chosen.set(first);
    model.checks.set(
        1,
        new Check(
            State.REMARK,
            zh ? "版本写为“latest-full”" : "Version is written as “latest-full”",
            zh ? "向导会改写为具体的版本号" : "The wizard will write the number instead"));
    return model;
  }

  public static InstallationModel problems(Texts texts) {
    var model = new InstallationModel();
    boolean zh = zh(texts);
    var candidate =
        new Candidate("my-project", "C:\\Users\\Anna\\nocobase", false, List.of(), null);
    model.candidates.add(candidate);
    model.chosen.set(candidate);
    model.checks.setAll(
        new Check(
            State.STOP,
            zh ? "Docker Desktop 没有运行" : "Docker Desktop is not running",
            zh
                ? "NocoBase 和它的数据库在其中运行。启动大约需要一分钟。"
                : "NocoBase and its database run inside it. Starting it takes about a minute.",
            new Fix(zh ? "启动 Docker Desktop" : "Start Docker Desktop", true, null, null, () -> {}),
            null),
        new Check(
            State.STOP,
            zh ? "上传的文件保存在升级时会被删除的位置" : "Uploads are stored where an upgrade would delete them",
            zh
                ? "它们在程序内部，而不在您的文件夹中。我们会先把它们复制到“storage”文件夹，不会丢失任何内容。"
                : "They are inside the program instead of your folder. We copy them to the folder"
                    + " “storage” first, so nothing is lost.",
            new Fix(
                zh ? "复制到安全的位置…" : "Copy to a safe place…",
                false,
                zh ? "先启动 Docker Desktop" : "Start Docker Desktop first",
                null,
                () -> {}),
            () -> {}),
        new Check(
            State.REMARK,
            zh ? "版本写为“latest-full”" : "Version is written as “latest-full”",
            zh ? "向导会改写为具体的版本号" : "The wizard will write the number instead"),
        new Check(
            State.WAITING,
            zh ? "NocoBase 有响应，可以连接数据库" : "NocoBase answers, database can be reached",
            zh ? "Docker Desktop 运行后检查" : "Checked once Docker Desktop runs"),
        passed("a", ""),
        passed("b", ""),
        passed("c", ""),
        passed("d", ""));
    return model;
  }

  private static Candidate candidate(Texts texts, String remark) {
    boolean zh = zh(texts);
    return new Candidate(
        "my-project",
        "C:\\Users\\Anna\\nocobase",
        true,
        List.of(
            new Fact(zh ? "版本" : "Version", "2.2.0-full"),
            new Fact(zh ? "访问地址" : "Address", "localhost:13000", () -> {}),
            new Fact(zh ? "数据库" : "Database", "PostgreSQL 16"),
            new Fact(zh ? "数据大小" : "Data", "412 MB")),
        remark);
  }

  private static Check passed(String title, String detail) {
    return new Check(State.PASSED, title, detail);
  }

  private static boolean zh(Texts texts) {
    return texts.locale().getLanguage().equals("zh");
  }
}
