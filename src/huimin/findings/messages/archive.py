"""Messages of backup and restore."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "backup-exists": ("{found} 已经存在", "{found} exists already", "请换一个文件名；已有的备份不会被覆盖",
                      "choose another name; a backup is never overwritten"),
    "backup-name-unusable": (
        "文件名“{name}”不是 UTF-8 文字，无法备份", "the name of the file “{name}” is no UTF-8 text and cannot be kept in a backup",
        "请给它改名（多半来自旧系统的压缩包），再备份一次", "rename it (such names come from archives of old systems) and run it again"),
    "backup-not-a-backup": ("{found}：不是 huimin 的备份文件", "{found}: this is no backup of huimin",
                            "请指明由 huimin backup 写成的 .zip 文件；文件若没有传完，请重新传送",
                            "name a .zip file that huimin backup wrote; where it was copied in part, copy it again"),
    "backup-damaged": ("备份已损坏：{name} 与清单不符", "the backup is damaged: {name} is not what the manifest says",
                       "什么也没有恢复。请重新复制该文件并核对 sha256，或改用另一份备份",
                       "nothing was restored. Copy the file again and compare its sha256, or use another backup"),
    "backup-unsafe": (
        "备份里的“{name}”不安全：它指向目标文件夹之外、是链接，或与另一个重名", "“{name}” in the backup is not safe: it leads out of the folder, is a link, or is there twice",
        "什么也没有恢复。huimin backup 不会写出这样的文件，请查明它的来历", "nothing was restored. huimin backup writes no such file: find out where it came from"),
    "backup-too-large": (
        "备份解开后会有 {size} MB，与文件大小不相称", "the backup would unpack to {size} MB, out of all proportion to its size",
        "什么也没有恢复。请查明这个文件的来历", "nothing was restored. Find out where this file came from"),
    "backup-no-room": ("恢复需要 {size} MB，{found} 所在的磁盘放不下", "restoring takes {size} MB, more than is free on the disk of {found}",
                       "请腾出空间，或恢复到另一块磁盘", "make room, or restore to another disk"),
    "backup-newer": ("这份备份由更新的版本（huimin {version}）写成", "this backup was written by a newer version (huimin {version})",
                     "请先升级 huimin，再恢复", "upgrade huimin first, then restore"),
    "backup-needs-database": (
        "这份备份的数据库是 PostgreSQL，恢复时要有一个空的 PostgreSQL 数据库", "the database of this backup is PostgreSQL; restoring needs an empty PostgreSQL database",
        "请加上 --database postgresql://用户@主机/库名", "add --database postgresql://user@host/name"),
    "backup-without-postgres": (
        "这份备份的数据库不是 PostgreSQL，不能放进 --database 所指的库", "the database of this backup is not PostgreSQL and cannot go into the one that --database names",
        "请去掉 --database；它会恢复成工作区里的 SQLite 文件", "leave --database out; it becomes the SQLite file of the workspace"),
    "backup-database-line": (
        "{name} 里写数据库的那一行改不了，恢复出来的工作区会写进原来的数据库", "the line of {name} that names the database cannot be changed, so the restored workspace would write into the old database",
        "什么也没有恢复。请在原工作区把 database 单独写成一行，再备份一次", "nothing was restored. In the old workspace write database on a line of its own, and back up again"),
    "database-not-empty": ("数据库不是空的：里面已有 {found}", "the database is not empty: it holds {found}",
                           "请新建一个空库（createdb）再恢复", "make an empty one (createdb) and restore into it"),
    "postgres-tool-missing": ("没有找到 PostgreSQL 的工具 {tool}", "PostgreSQL's tool {tool} was not found",
                              "请安装 {version} 版或更新的 PostgreSQL 客户端：apt-get install postgresql-client",
                              "install PostgreSQL's client, version {version} or newer: apt-get install postgresql-client"),
    "postgres-tool-old": (
        "本机的 {tool} 是 {found} 版，需要 {version} 版或更新的", "the {tool} of this machine has version {found}; version {version} or newer is needed",
        "请安装 postgresql-client-{version}", "install postgresql-client-{version}"),
    "postgres-tool-failed": ("{tool} 没有完成：{reason}", "{tool} failed: {reason}", "请按上面的说明处理后再运行一次；没有只做一半的",
                             "mend what it says and run it again; nothing is half done"),
    "postgres-server-old": (
        "备份来自 PostgreSQL {version}，目标服务器是较旧的 {found} 版", "the backup comes from PostgreSQL {version}, the target server has the older version {found}",
        "请恢复到 {version} 版或更新的服务器", "restore to a server of version {version} or newer"),
}  # fmt: skip
