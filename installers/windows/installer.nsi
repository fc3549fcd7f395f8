; Makes the installer from the frozen application in dist\pmo-desktop. From the top of the project:
;   makensis -DVERSION=0.1.0 installers\windows\installer.nsi
; -DNAME="..." and -DPUBLISHER="..." take the place of the names below, -DTARGET=amd64-unicode makes the installer
; itself a 64-bit program. It installs for the user alone, without administrator rights; /S installs silently,
; /D=C:\folder chooses the folder.

Unicode true
!ifdef TARGET
  Target ${TARGET}
!endif
!include MUI2.nsh

!ifndef VERSION
  !error "Say which version: makensis -DVERSION=0.1.0 installers\windows\installer.nsi"
!endif
!ifndef NAME
  !define NAME "PMO Desktop"
!endif
!ifndef PUBLISHER
  !define PUBLISHER "PMO Desktop contributors"
!endif
!define TOP "..\.."  ; makensis works from the folder of this script
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\pmo-desktop"
!define CLASS "PMODesktop.Workspace"

Name "${NAME}"
OutFile "${TOP}\dist\pmo-desktop-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\PMO Desktop"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true

!define MUI_ICON "${TOP}\resources\icons\application.ico"
!define MUI_UNICON "${TOP}\resources\icons\application.ico"
!insertmacro MUI_PAGE_LICENSE "${TOP}\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"

Section
  ; What an older version left goes first; workspaces are never in here.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${TOP}\dist\pmo-desktop\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\pmo-desktop.exe"

  WriteRegStr HKCU "Software\Classes\.pmo" "" "${CLASS}"
  WriteRegStr HKCU "Software\Classes\${CLASS}" "" "PMO workspace"
  WriteRegStr HKCU "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\pmo-desktop.exe,0"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\pmo-desktop.exe" "%1"'

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\pmo-desktop.exe,0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  ; Only what was installed: somebody may keep a workspace in this folder.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\pmo-desktop.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "Software\Classes\${CLASS}"
  ReadRegStr $0 HKCU "Software\Classes\.pmo" ""
  StrCmp $0 "${CLASS}" 0 +2
    DeleteRegKey HKCU "Software\Classes\.pmo"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
SectionEnd
